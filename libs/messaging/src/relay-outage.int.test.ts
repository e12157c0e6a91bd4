import { eventually } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';
import { CapturedLog } from './captured-log.fixture.js';
import { drainQueue } from './drain-queue.fixture.js';
import { idsPromised, promiseRejections } from './promise-rejections.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;

beforeAll(async () => {
  stack = await Stack.start();
  room = await stack.room();
}, startMillisecondsMax);
afterAll(() => stack.stop());

describe('a relay whose topic goes away', () => {
  it('says so once, keeps what was promised, and sends it when the topic is back', async () => {
    const log = new CapturedLog();
    const reconnected = jest.fn();
    const relay = new Relay(room.database, new PhotoEvents(stack.clients.sns, room.made.topicArn), log.logger);
    relay.onReconnected(reconnected);
    await stack.killEmulator();

    relay.start();
    const send = jest.spyOn(stack.clients.sns, 'send');
    for (let i = 0; i < 20; i += 1) {
      await promiseRejections(room.database, 3);
      relay.wake();
    }
    await eventually(() => send.mock.calls.length >= 3);
    expect(relay.isHealthy()).toBe(false);
    // Whoever wakes it does not shorten its pauses.
    expect(send.mock.calls.length).toBeLessThan(15);

    await stack.restartEmulator();
    await eventually(() => relay.isHealthy(), { withinSeconds: 20 });
    const received: string[] = [];
    const arrived = async () =>
      received.push(...(await drainQueue(stack.clients.sqs, room.made.queues.upload.url)).map(({ id }) => id));
    // In seconds, not when leases are over: what could not be sent was given up at once.
    await eventually(async () => (await arrived()) >= 60, { withinSeconds: 5 });
    await relay.stop();
    expect([...new Set(received)].sort()).toEqual(await idsPromised(room.database));
    expect(log.of('sns.unreachable')).toHaveLength(1);
    expect(log.of('sns.reached_again')).toHaveLength(1);
    expect(reconnected).toHaveBeenCalledTimes(1);
  }, 60_000);
});
