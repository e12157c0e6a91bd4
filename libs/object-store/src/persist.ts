import { setTimeout as pause } from 'node:timers/promises';
import { jittered } from '@pinhole/service-kit';

/** On top of the SDK's own three attempts. With the pauses between them this outlasts a restart of the store. */
const attemptsMax = 5;
const firstPauseMilliseconds = 400;
/** A store that does not even say no costs seconds with each attempt, and somebody waits for an answer. */
const persistSecondsMax = 8;

/** By when whoever begins now should give up. */
export function persistUntil(): number {
  return performance.now() + persistSecondsMax * 1_000;
}

/** Does it again, with pauses that double, until it succeeds, it is enough, or it is too late for another time. */
export async function persist(work: () => Promise<void>, until = persistUntil()): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax || performance.now() > until) throw error;
      await pause(jittered(firstPauseMilliseconds * 2 ** (attempt - 1)));
    }
  }
}
