import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TemporaryFolder } from '../support/temporary-folder.js';
import { chooseMetric } from './metric.js';
import type { Rgb } from './xyb.js';

let folder: TemporaryFolder;
beforeAll(() => {
  folder = new TemporaryFolder();
});
afterAll(() => folder?.[Symbol.dispose]());

function grey(value: number): Rgb {
  return { data: new Uint8Array(16 * 16 * 3).fill(value), width: 16, height: 16 };
}

/** A program that is called like the real one. */
function program(name: string, script: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('scores', () => {
  it('are our own where there is no program, and that is said', async () => {
    const metric = chooseMetric(join(folder.path, 'nobody'));
    expect(metric.says).toMatch(/by our own code: there is no program .*nobody in PATH/);
    using judge = await metric.open(grey(100));
    expect(await judge.score(grey(100))).toBe(100);
    expect(await judge.score(grey(140))).toBeLessThan(100);
  });

  it('are the program’s where there is one, of the reference and then of the picture, and no file is left', async () => {
    const noted = join(folder.path, 'noted');
    const metric = chooseMetric(program('told', `echo "$1 $2" > ${noted}; [ -s "$1" ] && [ -s "$2" ] && echo 71.25`));
    expect(metric.says).toMatch(/by the program/);
    const judge = await metric.open(grey(100));
    expect(await judge.score(grey(140))).toBe(71.25);
    const [reference, picture] = readFileSync(noted, 'utf8').trim().split(' ') as [string, string];
    expect([reference, picture].map((path) => path.replace(/.*\//, ''))).toEqual(['reference.png', 'picture.png']);
    judge[Symbol.dispose]();
    expect(existsSync(dirname(reference))).toBe(false);
  });

  it('are never guessed', async () => {
    using judge = await chooseMetric(program('mute', 'echo no')).open(grey(100));
    await expect(judge.score(grey(140))).rejects.toThrow('said no score: no');
  });
});
