import { link, mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Whoever holds the lock touches its file this often, and one not touched for so long has lost its holder. Times, not process
 * ids: ids are given again, and mean nothing to a second container that shares the folder.
 */
const beatSeconds = 1;
const deadAfterSeconds = 15;

let locks = 0;

/**
 * Lets one process after another do a piece of work in a shared folder. It saves work and is not what keeps the folder right: after a
 * long sleep two may hold it, so what is made must come to its place by one rename.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}.${(locks += 1)}`;
  await writeFile(mine, '');
  try {
    while (!(await take(mine, path))) await pause(100);
  } finally {
    await rm(mine, { force: true });
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, beatSeconds * 1000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/** A link is made or refused, never half made. */
async function take(mine: string, path: string): Promise<boolean> {
  const now = new Date();
  await utimes(mine, now, now);
  const taken = await link(mine, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (!taken) await removeIfDead(path, `${mine}.dead`);
  return taken;
}

/** By a rename, so that of several who find the same dead lock only one takes it away. */
async function removeIfDead(path: string, aside: string): Promise<void> {
  const touched = await stat(path).catch(() => undefined);
  if (!touched || Date.now() - touched.mtimeMs < deadAfterSeconds * 1000) return;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}
