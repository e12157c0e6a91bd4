import { provision, type Provisioned } from '@pinhole/resources/provision';
import { emulatorClients, eventually, startAwsEmulator, testDatabase } from '@pinhole/testing';
import type { AwsEmulator, EmulatorClients, TestDatabase } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Relay } from './relay.js';
import { CapturedLog } from './testing/captured-log.js';
import { drainQueue } from './testing/drain-queue.js';
import { createOutbox, openOutbox, promisesIn } from './testing/open-outbox.js';
import { OtherTopic } from './testing/other-topic.js';
import { idsPromised, promiseRejections } from './testing/promise-rejections.js';

let server: TestDatabase;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let made: Provisioned;
let schemaUrl: string;
let observer: DataSource;

beforeAll(async () => {
  [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator()]);
  clients = emulatorClients(emulator.settings);
  made = await provision({ prefix: 'two', ...clients });
  schemaUrl = await server.schemaUrl('two');
  observer = await openOutbox(schemaUrl);
  await createOutbox(observer);
}, 180_000);
afterAll(async () => {
  await observer.destroy();
  clients.destroy();
  await emulator.stop();
  await server.stop();
});

/** How many transactions are open on the one connection of these. */
async function openTransactions(connectionId: number): Promise<number> {
  const sql = 'SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ?';
  return Number((await observer.query<[{ open: number | string }]>(sql, [connectionId]))[0].open);
}

/** A relay on one connection of its own, which looks at each publish whether that has a transaction open. */
async function watchedRelay() {
  const database = await openOutbox(schemaUrl, 1);
  const [{ id }] = await database.query<[{ id: number | string }]>('SELECT CONNECTION_ID() AS id');
  const openDuringPublish: number[] = [];
  const topic = new OtherTopic(clients.sns, made.topicArn, async (messages, publish) => {
    const before = await openTransactions(Number(id));
    const failures = await publish(messages);
    openDuringPublish.push(before, await openTransactions(Number(id)));
    return failures;
  });
  return { database, connectionId: Number(id), relay: new Relay(database, topic, new CapturedLog().logger), openDuringPublish };
}

describe('two relays at once over 1,000 rows', () => {
  it('publish each at least once, and hold no transaction during a publish', async () => {
    await promiseRejections(observer, 1_000);
    const both = [await watchedRelay(), await watchedRelay()];
    for (const { relay } of both) relay.start();
    await eventually(async () => (await promisesIn(observer)).every(({ sentAt }) => sentAt !== null), { withinSeconds: 60 });
    await Promise.all(both.map(({ relay }) => relay.stop()));

    const received = (await drainQueue(clients.sqs, made.queues.upload.url)).map(({ id }) => id);
    expect([...new Set(received)].sort()).toEqual(await idsPromised(observer));
    // No lease ran out and nobody died, so nothing was sent twice either: SKIP LOCKED kept them apart.
    expect(received).toHaveLength(1_000);
    for (const { openDuringPublish } of both) {
      expect(openDuringPublish.length).toBeGreaterThan(0);
      expect(openDuringPublish.filter((open) => open > 0)).toEqual([]);
    }
    await Promise.all(both.map(({ database }) => database.destroy()));
  }, 120_000);

  it('would be seen if they held one', async () => {
    const { database, connectionId } = await watchedRelay();
    await database.transaction(async (transaction) => {
      await transaction.query('SELECT id FROM outbox LIMIT 1 FOR UPDATE');
      expect(await openTransactions(connectionId)).toBe(1);
    });
    await database.destroy();
  });
});
