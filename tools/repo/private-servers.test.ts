import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.ts';

/** What these start is theirs alone: they cannot do with a server in a container. */
const ofTheirOwn = /\b(startFauxqs|startMySql|keepGuard)\(/;

describe('an integration test', () => {
  it('is called private where, and only where, it starts a server whatever the environment says', () => {
    const files = globSync('{apps,libs,tools}/*/src/**/*.int.test.ts', { cwd: checkout });
    const starting = files.filter((file) => ofTheirOwn.test(readFileSync(join(checkout, file), 'utf8')));

    expect(starting.length).toBeGreaterThan(0);
    expect(starting.sort()).toEqual(files.filter((file) => file.endsWith('.private.int.test.ts')).sort());
  });
});
