import { jittered } from '@pinhole/service-kit';

/**
 * Seconds until a message comes again, by how often it has failed. Together they outlast the failover of a database, which
 * takes one to two minutes: what fails only as long as that must not end in the dead-letter queue.
 */
const pausesSeconds = [2, 8, 30, 120] as const;

/** The shortest visibility we ask for: with 0, one of the emulators answers 500 and hides the message. */
export const comesAgainSecondsMin = 1;

/** Jittered down to a half, so that what failed together does not come again together, and each pause is longer than the last. */
export function comesAgainAfterSeconds(attempt: number, random: () => number = Math.random): number {
  const seconds = pausesSeconds[Math.min(attempt, pausesSeconds.length) - 1] ?? pausesSeconds[0];
  return Math.max(comesAgainSecondsMin, Math.ceil(jittered(seconds, random)));
}
