import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './process-identity.js';
import { readRecord, recordFiles, type RecordedProcess } from './process-record.js';
import { signalProcess } from './signal-process.js';

/** How long what a killed supervisor left may take to end by itself: a database writes its last pages. */
export const leftoverSecondsMax = 5;

/** Ends what supervisors that are no more have left in this folder, and forgets it. Returns the names of what it ended. */
export async function endAllLeftovers(folder: string): Promise<string[]> {
  const names = await Promise.all(recordFiles(folder).map(endLeftovers));
  return names.flat();
}

/** Ends the processes of one record that are verifiably the recorded ones: a pid alone may by now be a stranger's. */
export async function endLeftovers(file: string): Promise<string[]> {
  const alive = readRecord(file).filter(({ pid, identity }) => isAlive(pid, identity));
  for (const { pid } of alive) signalProcess(pid, 'SIGTERM', 'leader');
  const left = await stillAlive(alive);
  for (const { pid } of left) signalProcess(pid, 'SIGKILL', 'group');
  rmSync(file, { force: true });
  return alive.map(({ name }) => name);
}

async function stillAlive(processes: readonly RecordedProcess[]): Promise<readonly RecordedProcess[]> {
  const until = performance.now() + leftoverSecondsMax * 1000;
  let left = processes;
  while (left.length > 0 && performance.now() < until) {
    await pause(50);
    left = left.filter(({ pid, identity }) => isAlive(pid, identity));
  }
  return left;
}
