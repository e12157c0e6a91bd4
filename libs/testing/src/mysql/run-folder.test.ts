import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRunFolder } from './run-folder.js';

describe('the folder of a running server', () => {
  it('keeps the path of its socket short, however long that of the temporary folder is', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
    const long = join(parent, 'x'.repeat(100));
    mkdirSync(long);
    const folder = await makeRunFolder('select 1;\n', long);
    expect(folder.socket.length).toBeLessThanOrEqual(100);
    await Promise.all([folder.remove(), rm(parent, { recursive: true })]);
    expect(existsSync(folder.path)).toBe(false);
  });

  it('is closed to everybody else', async () => {
    const folder = await makeRunFolder('select 1;\n');
    expect({ folder: (await stat(folder.path)).mode & 0o077, initFile: (await stat(folder.initFile)).mode & 0o077 }).toEqual({
      folder: 0,
      initFile: 0,
    });
    await folder.remove();
  });
});
