import { setTimeout as pause } from 'node:timers/promises';

/** On top of the SDK's own three attempts. With the pauses between them this outlasts a restart of the store. */
const attemptsMax = 5;
const firstPauseMilliseconds = 200;

/** Does it again, with pauses that double, until it succeeds or it is enough. */
export async function persist(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      await pause(firstPauseMilliseconds * 2 ** (attempt - 1));
    }
  }
}
