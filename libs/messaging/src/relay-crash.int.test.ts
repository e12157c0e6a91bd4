import { eventually } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';
import { CapturedLog } from './captured-log.fixture.js';
import { drainQueue } from './drain-queue.fixture.js';
import { promisesIn } from './open-outbox.fixture.js';
import { idsPromised, promiseRejections } from './promise-rejections.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;

beforeAll(async () => {
  stack = await Stack.start();
  room = await stack.room();
}, startMillisecondsMax);
afterAll(() => stack.stop());

/** A relay in a process of its own, which kill -9 ends when SNS has the messages and before they are marked. */
function relayThatIsKilled() {
  const here = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const script = `
    const { createLogger, snsClient } = await import('@pinhole/service-kit');
    const { Relay } = await import(${here('relay.js')});
    const { OtherTopic } = await import(${here('other-topic.fixture.js')});
    const { openOutbox } = await import(${here('open-outbox.fixture.js')});
    const sns = snsClient(${JSON.stringify(stack.settings)});
    const topic = new OtherTopic(sns, ${JSON.stringify(room.made.topicArn)}, async (messages, publish) => {
      await publish(messages);
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    });
    const database = await openOutbox(${JSON.stringify(room.url)});
    new Relay(database, topic, createLogger('killed', 'silent'), { leaseSeconds: 6 }).start();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: stack.settings,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

describe('a relay that is killed between publishing and marking', () => {
  it('has sent twice what it had in hand, and loses nothing', async () => {
    await promiseRejections(room.database, 25);
    const [, signal] = (await once(relayThatIsKilled(), 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const before = (await drainQueue(stack.clients.sqs, room.made.queues.upload.url, 10)).map(({ id }) => id);
    expect(before).toHaveLength(10);
    expect((await promisesIn(room.database)).filter(({ sentAt }) => sentAt !== null)).toEqual([]);

    const next = new Relay(room.database, new PhotoEvents(stack.clients.sns, room.made.topicArn), new CapturedLog().logger);
    next.start();
    await eventually(async () => (await promisesIn(room.database)).every(({ sentAt }) => sentAt !== null), { withinSeconds: 20 });
    await next.stop();
    const after = (await drainQueue(stack.clients.sqs, room.made.queues.upload.url, 25)).map(({ id }) => id);
    expect(after.sort()).toEqual(await idsPromised(room.database));
    expect(after).toEqual(expect.arrayContaining(before));
  }, 60_000);
});
