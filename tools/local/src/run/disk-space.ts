import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from './start-problem.js';

const MiB = 1024 * 1024;

export const diskLimits = {
  /** A new database takes 120 to 190 MB. */
  freeBytesMinForNewDatabase: 256 * MiB,
  freeBytesMinToStart: 64 * MiB,
  /** A database on a full disk breaks off in the middle; stopped in order before that, it is whole. */
  freeBytesMinToRun: 32 * MiB,
  lookEverySeconds: 5,
} as const;

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Throws where the disk has too little room. */
export async function assertDiskSpace(folder: string, bytesMin: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= bytesMin) return;
  const [left, needed] = [free, bytesMin].map((bytes) => Math.floor(bytes / MiB));
  throw new StartProblem(
    `The disk that holds ${folder} is full (${left} MB are free, Pinhole needs ${needed}): make room on it, or keep the data elsewhere with PINHOLE_DATA_DIR=/a/folder npm start. Nothing was deleted.`,
  );
}

/** Rejects when the disk fills up while the stack runs. */
export async function diskFills(folder: string, signal: AbortSignal): Promise<never> {
  for (;;) {
    await pause(diskLimits.lookEverySeconds * 1000, undefined, { signal });
    await assertDiskSpace(folder, diskLimits.freeBytesMinToRun);
  }
}
