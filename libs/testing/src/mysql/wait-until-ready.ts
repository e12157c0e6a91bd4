import { createConnection } from 'mysql2/promise';
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../processes/child.js';
import { reasonIn } from './reason-in.js';

/** After a kill it first puts its data in order, which takes as long as it takes. */
const readySecondsMax = 120;

/** It ended, or answers to nobody: with the reason that it gave. */
export class ServerDidNotStart extends Error {}

/** Waits until the server lets us in: by then it has run its init file, since it does so before it listens. */
export async function waitUntilReady(child: Child, url: string): Promise<void> {
  const deadline = Date.now() + readySecondsMax * 1000;
  for (;;) {
    if (child.ended !== undefined) throw new ServerDidNotStart(`it ${child.ended} and said: ${reasonIn(child.lastLines)}`);
    const failure = await knock(url);
    if (!failure) return;
    if (Date.now() > deadline) throw new ServerDidNotStart(`it was not ready within ${readySecondsMax} s: ${failure.message}`);
    await pause(25);
  }
}

async function knock(uri: string): Promise<Error | undefined> {
  try {
    const connection = await createConnection({ uri, connectTimeout: 2_000 });
    await connection.end();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
