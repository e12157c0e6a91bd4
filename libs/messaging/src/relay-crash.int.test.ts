import { provision, type Provisioned } from '@pinhole/resources/provision';
import { emulatorClients, eventually, startAwsEmulator, testDatabase } from '@pinhole/testing';
import type { AwsEmulator, EmulatorClients, TestDatabase } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';
import { CapturedLog } from './testing/captured-log.js';
import { drainQueue } from './testing/drain-queue.js';
import { createOutbox, openOutbox, promisesIn } from './testing/open-outbox.js';
import { idsPromised, promiseRejections } from './testing/promise-rejections.js';

let server: TestDatabase;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let made: Provisioned;
let schemaUrl: string;
let database: DataSource;

beforeAll(async () => {
  [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator()]);
  clients = emulatorClients(emulator.settings);
  made = await provision({ prefix: 'crash', ...clients });
  schemaUrl = await server.schemaUrl('crash');
  database = await openOutbox(schemaUrl);
  await createOutbox(database);
}, 180_000);
afterAll(async () => {
  await database.destroy();
  clients.destroy();
  await emulator.stop();
  await server.stop();
});

/** A relay in a process of its own, which kill -9 ends when SNS has the messages and before they are marked. */
function relayThatIsKilled() {
  const here = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const script = `
    const { createLogger, snsClient } = await import('@pinhole/service-kit');
    const { Relay } = await import(${here('relay.js')});
    const { OtherTopic } = await import(${here('testing/other-topic.js')});
    const { openOutbox } = await import(${here('testing/open-outbox.js')});
    const sns = snsClient(${JSON.stringify(emulator.settings)});
    const topic = new OtherTopic(sns, ${JSON.stringify(made.topicArn)}, async (messages, publish) => {
      await publish(messages);
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    });
    const database = await openOutbox(${JSON.stringify(schemaUrl)});
    new Relay(database, topic, createLogger('killed', 'silent'), { leaseSeconds: 6 }).start();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: emulator.settings,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

describe('a relay that is killed between publishing and marking', () => {
  it('has sent twice what it had in hand, and loses nothing', async () => {
    await promiseRejections(database, 25);
    const [, signal] = (await once(relayThatIsKilled(), 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const before = (await drainQueue(clients.sqs, made.queues.upload.url)).map(({ id }) => id);
    expect(before).toHaveLength(10);
    expect((await promisesIn(database)).filter(({ sentAt }) => sentAt !== null)).toEqual([]);

    const next = new Relay(database, new PhotoEvents(clients.sns, made.topicArn), new CapturedLog().logger);
    next.start();
    await eventually(async () => (await promisesIn(database)).every(({ sentAt }) => sentAt !== null), { withinSeconds: 20 });
    await next.stop();
    const after = (await drainQueue(clients.sqs, made.queues.upload.url)).map(({ id }) => id);
    expect(after.sort()).toEqual(await idsPromised(database));
    expect(after).toEqual(expect.arrayContaining(before));
  }, 60_000);
});
