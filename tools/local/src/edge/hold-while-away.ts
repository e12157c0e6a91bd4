import { setTimeout as pause } from 'node:timers/promises';
import { jittered } from '@pinhole/service-kit/plain';
import type { EdgeLimits } from './edge-limits.js';
import { unavailable, type EdgeProblem } from './edge-problem.js';
import { isCutOff } from './lost.js';

type HoldLimits = Pick<EdgeLimits, 'holdSecondsMax' | 'holdPauseSeconds' | 'holdResetsMax'>;

/** Nobody was reached, or nobody said a word, and nothing was done: the same request may go again. */
export class NotBegun extends Error {
  /** Whether there was a connection, over which somebody may have heard it. */
  readonly wasHeard: boolean;
  readonly problem: EdgeProblem;

  constructor(who: string, cause: unknown) {
    super(`${who} was not reached.`, { cause });
    this.wasHeard = isCutOff(cause);
    this.problem = unavailable(who, cause);
  }
}

/**
 * Tries again what has not begun until somebody is there. A service that is being replaced is away for a second or two, and
 * who asks meanwhile waits rather than being turned away. It ends before its time where `isOver`: the asker left, or we do.
 */
export async function holdWhileAway<Reached>(
  attempt: () => Promise<Reached>,
  { holdSecondsMax, holdPauseSeconds: { min, max }, holdResetsMax }: HoldLimits,
  isOver: () => boolean,
): Promise<Reached> {
  const until = performance.now() + holdSecondsMax * 1_000;
  let resets = 0;
  for (let seconds = min; ; seconds = Math.min(2 * seconds, max)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NotBegun)) throw error;
      if (error.wasHeard) resets += 1;
      // Not all at the same moment: a service that is just back would be asked by everybody at once.
      await pause(jittered(seconds * 1_000));
      if (isOver() || resets > holdResetsMax || performance.now() > until) throw error.problem;
    }
  }
}
