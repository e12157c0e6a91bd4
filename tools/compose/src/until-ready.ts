import { setTimeout as pause } from 'node:timers/promises';

const lookEverySeconds = 0.25;
const answerSecondsMax = 5;

/** Resolves when this URL answers 200, however long that takes: whoever waits for the stack has a limit of their own. */
export async function untilReady(url: string): Promise<void> {
  while (!(await answersOk(url))) await pause(lookEverySeconds * 1000);
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(answerSecondsMax * 1000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}
