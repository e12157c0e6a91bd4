import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLogger } from '@pinhole/service-kit';
import { terms } from '../pictures/pictures.fixture.js';
import type { Oddity } from './odd-child.fixture.main.js';
import type { ChildTerms } from './picture-child.js';
import { PictureChildren } from './picture-children.js';
import { SafePictures } from './safe-pictures.js';
import { Scales } from './scales.js';

export const ordinary: ChildTerms = { environment: { MALLOC_ARENA_MAX: '1' } };

export function odd(oddity: Oddity, environment: NodeJS.ProcessEnv = {}): ChildTerms {
  const script = join(import.meta.dirname, 'odd-child.fixture.main.js');
  return { script, environment: { ...ordinary.environment, ...environment, ODDITY: oddity } };
}

interface Line {
  readonly event: string;
  readonly level: string;
  readonly trouble?: string;
}

/** Pictures made in children of these terms, with what an operator would read. */
export class SafeBed implements AsyncDisposable {
  readonly log: Line[] = [];
  readonly children: PictureChildren;
  readonly pictures: SafePictures;

  constructor(terms: ChildTerms = ordinary, count = 1) {
    const logger = createLogger('test', 'debug', { write: (line: string) => void this.log.push(JSON.parse(line) as Line) });
    this.children = new PictureChildren(terms, count, logger);
    this.pictures = new SafePictures(this.children, new Scales(1_500_000_000), { takesHeic: true }, logger);
  }

  make(original: Buffer, signal: AbortSignal = new AbortController().signal) {
    return this.pictures.make(original, terms, signal);
  }

  preview(original: Buffer, signal: AbortSignal = new AbortController().signal) {
    return this.pictures.preview(original, signal);
  }

  events(): string[] {
    return this.log.map(({ event }) => event);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.children.end();
  }
}

/** The children that a process has started and that are there. */
export async function childrenOf(pid: number): Promise<number[]> {
  if (!existsSync('/proc/self/stat')) return childrenByPs(pid);
  const pids = (await readdir('/proc')).map(Number).filter((number) => number > 0);
  const parents = await Promise.all(
    pids.map(async (child) => {
      const stat = await readFile(`/proc/${child}/stat`, 'utf8').catch(() => '');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    }),
  );
  return pids.filter((_, index) => parents[index] === pid);
}

async function childrenByPs(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ax', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

/** What a process has mapped into its memory, by name; null on systems that do not say. */
export function mapsOf(pid: number): string | null {
  const path = `/proc/${pid}/maps`;
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** The most memory that a process ever held, in bytes; 0 on systems that do not say. */
export function peakMemoryOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  const status = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}
