import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { TemporaryFolder } from '../support/temporary-folder.js';
import { Ssimulacra2 } from './ssimulacra2.js';
import type { Rgb } from './xyb.js';

const run = promisify(execFile);

/** Scores pictures against the one reference that it was opened for, 100 at most. */
export interface Judge extends Disposable {
  score(picture: Rgb): Promise<number>;
}

export interface Metric {
  /** Which one it is, and why, for a person. */
  readonly says: string;
  open(reference: Rgb): Promise<Judge>;
}

/** What libjxl calls its program. */
export const programName = 'ssimulacra2';

/** The program of those who made the metric, where this machine has it; else our own. */
export function chooseMetric(program = programName): Metric {
  const { error } = spawnSync(program, [], { stdio: 'ignore' });
  if (!error) return { says: `Scores are SSIMULACRA 2's, by the program ${program}.`, open: (of) => openProgram(program, of) };
  return {
    says: `Scores are SSIMULACRA 2.1's, by our own code: there is no program ${program} in PATH.`,
    open: (reference) => {
      const own = new Ssimulacra2(reference);
      return Promise.resolve({ score: (picture) => Promise.resolve(own.score(picture)), [Symbol.dispose]: () => undefined });
    },
  };
}

/** It reads files, so it gets some. */
async function openProgram(program: string, reference: Rgb): Promise<Judge> {
  const folder = new TemporaryFolder();
  const [original, copy] = [join(folder.path, 'reference.png'), join(folder.path, 'picture.png')];
  await writePng(reference, original);
  return {
    async score(picture) {
      await writePng(picture, copy);
      const { stdout } = await run(program, [original, copy]);
      const score = Number.parseFloat(stdout);
      if (Number.isNaN(score)) throw new Error(`${program} said no score: ${stdout}`);
      return score;
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function writePng({ data, width, height }: Rgb, path: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(path);
}
