import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack, type ServiceName } from '@pinhole/local';
import { eventually, isAlive } from '@pinhole/testing';
import { BusyPeople } from './support/busy-people.js';

const rounds = 2;
const services: readonly ServiceName[] = ['upload-api', 'gallery-api', 'resizer', 'edge'];
/** Under `npm start` they drain for eight seconds, and may clean up for one more; the rest is for a busy machine. */
const stopSecondsMax = 12;

let stack: LocalStack;
const lines: string[] = [];

beforeAll(async () => {
  stack = await startStack({ log: (line) => lines.push(line) });
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

/** Ends one service as a deploy does, and waits until its successor and everything else are ready. */
async function replace(name: ServiceName): Promise<void> {
  const pid = stack.pidOf(name);
  process.kill(pid, 'SIGTERM');
  await eventually(() => !isAlive(pid), { withinSeconds: stopSecondsMax });
  await eventually(async () => stack.pidOf(name) !== pid && (await fetch(`${stack.url}/health/ready`)).status === 200, {
    withinSeconds: 60,
  });
}

describe('a rolling deploy', () => {
  it('twice around under load is seen by nobody: every upload ends with 201, and nothing else fails', async () => {
    const people = new BusyPeople(stack.url, 6);
    try {
      await people.begin();
      for (let round = 0; round < rounds; round += 1) for (const name of services) await replace(name);
    } finally {
      await people.end();
    }

    expect(people.failures).toEqual([]);
    expect(lines.filter((line) => /cut_off|undrained|stopped_at_once|close_failed/.test(line))).toEqual([]);
    expect(await people.losses()).toEqual([]);
    expect((await fetch(`${stack.url}/health/ready`)).status).toBe(200);
  }, 600_000);
});
