import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertDiskSpace } from './disk-space.js';
import { foldersOf, openFolders } from './folders.js';

describe('the folders of a stack', () => {
  let parent: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'pinhole-folders-'));
  });

  afterEach(() => rmSync(parent, { recursive: true }));

  it('are made where there are none, for their owner alone', () => {
    const folders = foldersOf(join(parent, 'a', 'stack'));
    openFolders(folders);
    openFolders(folders);
    expect(statSync(folders.data).mode & 0o777).toBe(0o700);
  });

  it.each(['', 'data', 'logs', 'run'])('are left alone where a file lies in their place: %s', (name) => {
    const folders = foldersOf(join(parent, 'stack'));
    if (name) openFolders({ ...folders, data: folders.root, logs: folders.root, run: folders.root });
    const file = join(folders.root, name);
    writeFileSync(file, 'somebody’s own');
    expect(() => openFolders(folders)).toThrow(`${file} is no folder: move it away, then start again. Nothing was deleted.`);
    expect(readFileSync(file, 'utf8')).toBe('somebody’s own');
  });

  it('need room: a full disk is said in one sentence, before anything is begun', async () => {
    await expect(assertDiskSpace(parent, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
      /^The disk that holds .* is full \(\d+ MB are free, Pinhole needs \d+\): make room on it, or keep the data elsewhere with PINHOLE_DATA_DIR=\/a\/folder npm start\. Nothing was deleted\.$/,
    );
    await expect(assertDiskSpace(parent, 1)).resolves.toBeUndefined();
  });
});
