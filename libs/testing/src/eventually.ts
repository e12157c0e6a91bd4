import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  withinSeconds?: number;
  everySeconds?: number;
}

/**
 * Asks again and again until the answer is there: the probe neither throws nor returns a falsy value. Tests wait for conditions
 * with it, never for a fixed time. When patience ends, the last failure is what is thrown.
 */
export async function eventually<Answer>(
  probe: () => Answer | Promise<Answer>,
  { withinSeconds = 10, everySeconds = 0.05 }: Patience = {},
): Promise<NonNullable<Answer>> {
  const deadline = Date.now() + withinSeconds * 1000;
  for (;;) {
    const last = await attempt(probe);
    if ('answer' in last && last.answer) return last.answer;
    if (Date.now() >= deadline) throw lateError(last, withinSeconds);
    await pause(everySeconds * 1000);
  }
}

type Attempt<Answer> = { answer: Answer } | { error: unknown };

async function attempt<Answer>(probe: () => Answer | Promise<Answer>): Promise<Attempt<Answer>> {
  try {
    return { answer: await probe() };
  } catch (error) {
    return { error };
  }
}

function lateError(last: Attempt<unknown>, withinSeconds: number): Error {
  if (!('error' in last)) return new Error(`Not so within ${withinSeconds} s: the last answer was ${String(last.answer)}.`);
  const message = last.error instanceof Error ? last.error.message : String(last.error);
  return new Error(`Not so within ${withinSeconds} s: ${message}`, { cause: last.error });
}
