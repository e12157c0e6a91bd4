import { expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMySql } from './start-mysql.js';

it('a private MySQL leaves the temporary tables of another server alone, which may need them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  const ofAnother = join(tmpdir(), '#sql-temptable-fffff-1-1.MAI');
  writeFileSync(ofAnother, '');
  try {
    // In a lasting folder the first tables are made, too.
    const server = await startMySql({ folder: join(folder, 'database'), pace: 'durable' });
    await server.stop();
    expect(existsSync(ofAnother)).toBe(true);
  } finally {
    await rm(ofAnother, { force: true });
    await rm(folder, { recursive: true, force: true });
  }
});
