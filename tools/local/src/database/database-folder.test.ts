import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFolder, passwordFile, waysToOpen } from './database-folder.js';

describe('the ways to open a database', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'pinhole-ways-'));
  });

  afterEach(() => rmSync(data, { recursive: true }));

  it('are all of them, in their order, where there is none yet', () => {
    expect(waysToOpen(data)).toEqual(['program', 'docker', 'packages']);
  });

  it('never lead past a database that is there: another way would show an empty gallery', () => {
    mkdirSync(databaseFolder(data));
    expect(waysToOpen(data)).toEqual(['program', 'packages']);
    writeFileSync(passwordFile(databaseFolder(data)), 'secret');
    expect(waysToOpen(data)).toEqual(['docker']);
  });
});
