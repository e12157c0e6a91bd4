import { connect } from 'node:net';

/** A look that takes longer than this is a look that failed. */
const answerSecondsMax = 2;

/** Whether this URL answers 200 just now. */
export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerSecondsMax * 1000), headers: { connection: 'close' } });
  await response.body?.cancel();
  return response.status === 200;
}

/** Whether something answers HTTP at this URL, whatever it says. */
export async function answersAtAll(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerSecondsMax * 1000), headers: { connection: 'close' } });
  await response.body?.cancel();
  return true;
}

/**
 * Whether a MySQL server greets at this loopback port. It speaks first: three bytes of length, a number, then 10, the version
 * of the greeting; 255 there is a refusal, e.g. while it shuts down.
 */
export function greetsAsMySql(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: answerSecondsMax * 1000 });
    let greeting = Buffer.alloc(0);
    const decide = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (bytes: Buffer) => {
      greeting = Buffer.concat([greeting, bytes]);
      if (greeting.length > 4) decide(greeting[4] === 10);
    });
    for (const event of ['error', 'timeout', 'end'] as const) socket.once(event, () => decide(false));
  });
}
