import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Relay } from './relay.js';
import { CapturedLog } from './captured-log.fixture.js';
import { drainQueue } from './drain-queue.fixture.js';
import { openOutbox, promisesIn } from './open-outbox.fixture.js';
import { OtherTopic } from './other-topic.fixture.js';
import { idsPromised, promiseRejections } from './promise-rejections.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;

beforeAll(async () => {
  stack = await Stack.start();
  room = await stack.room();
}, startMillisecondsMax);
afterAll(() => stack.stop());

/** InnoDB answers from a copy of the table, and makes a new one only when nobody has asked for 100 ms. */
const staleMilliseconds = 150;
let lastLook: Promise<unknown> = Promise.resolve();

/** How many transactions are open on the one connection of these. One look at a time, each with a pause before it: else it is an old one. */
function openTransactions(connectionId: number): Promise<number> {
  const sql = 'SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ?';
  const look = lastLook.then(async () => {
    await pause(staleMilliseconds);
    return Number((await room.database.query<[{ open: number | string }]>(sql, [connectionId]))[0].open);
  });
  lastLook = look;
  return look;
}

/** A relay on one connection of its own, which looks at each publish whether that has a transaction open. */
async function watchedRelay() {
  const database = await openOutbox(room.url, 1);
  const [{ id }] = await database.query<[{ id: number | string }]>('SELECT CONNECTION_ID() AS id');
  const openDuringPublish: number[] = [];
  const topic = new OtherTopic(stack.clients.sns, room.made.topicArn, async (messages, publish) => {
    const before = await openTransactions(Number(id));
    const failures = await publish(messages);
    openDuringPublish.push(before, await openTransactions(Number(id)));
    return failures;
  });
  return { database, connectionId: Number(id), relay: new Relay(database, topic, new CapturedLog().logger), openDuringPublish };
}

describe('two relays at once over 1,000 rows', () => {
  it('publish each at least once, and hold no transaction during a publish', async () => {
    await promiseRejections(room.database, 1_000);
    const both = [await watchedRelay(), await watchedRelay()];
    for (const { relay } of both) relay.start();
    await eventually(async () => (await promisesIn(room.database)).every(({ sentAt }) => sentAt !== null), {
      withinSeconds: 200,
    });
    await Promise.all(both.map(({ relay }) => relay.stop()));

    const received = (await drainQueue(stack.clients.sqs, room.made.queues.upload.url, 1_000)).map(({ id }) => id);
    expect([...new Set(received)].sort()).toEqual(await idsPromised(room.database));
    // No lease ran out and nobody died, so nothing was sent twice either: SKIP LOCKED kept them apart.
    expect(received).toHaveLength(1_000);
    for (const { openDuringPublish } of both) {
      expect(openDuringPublish.length).toBeGreaterThan(0);
      expect(openDuringPublish.filter((open) => open > 0)).toEqual([]);
    }
    await Promise.all(both.map(({ database }) => database.destroy()));
  }, 240_000);

  it('would be seen if they held one', async () => {
    const { database, connectionId } = await watchedRelay();
    await database.transaction(async (transaction) => {
      await transaction.query('SELECT id FROM outbox LIMIT 1 FOR UPDATE');
      expect(await openTransactions(connectionId)).toBe(1);
    });
    await database.destroy();
  });
});
