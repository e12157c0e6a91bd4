import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetStores, readStores, tellStores } from './stores-file.js';

describe('what a program beside the stack is told of its stores', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-stores-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is for the stack’s owner alone, as long as the stack runs', () => {
    tellStores(folder, { UPLOADS_DATABASE_URL: 'mysql://a:secret@127.0.0.1:3306/uploads' });
    expect(statSync(join(folder, 'stores.json')).mode & 0o777).toBe(0o600);
    expect(readStores(folder)).toEqual({ UPLOADS_DATABASE_URL: 'mysql://a:secret@127.0.0.1:3306/uploads' });
    forgetStores(folder);
    expect(readStores(folder)).toBeUndefined();
  });

  it('is believed no more once the stack was killed, nor where it is damaged', () => {
    tellStores(folder, {});
    const file = join(folder, 'stores.json');
    const nobody = 2 ** 22 + 1;
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(process.pid), String(nobody)));
    expect(readStores(folder)).toBeUndefined();
    writeFileSync(file, '{"pid":');
    expect(readStores(folder)).toBeUndefined();
  });
});
