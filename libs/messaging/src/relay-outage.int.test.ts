import { provision, type Provisioned } from '@pinhole/resources/provision';
import { emulatorClients, eventually, startAwsEmulator, testDatabase } from '@pinhole/testing';
import type { AwsEmulator, EmulatorClients, TestDatabase } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';
import { CapturedLog } from './testing/captured-log.js';
import { drainQueue } from './testing/drain-queue.js';
import { createOutbox, openOutbox } from './testing/open-outbox.js';
import { idsPromised, promiseRejections } from './testing/promise-rejections.js';

let folder: string;
let server: TestDatabase;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let made: Provisioned;
let database: DataSource;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  [server, emulator] = await Promise.all([testDatabase(), startAwsEmulator({ folder })]);
  clients = emulatorClients(emulator.settings);
  made = await provision({ prefix: 'outage', ...clients });
  database = await openOutbox(await server.schemaUrl('outage'));
  await createOutbox(database);
}, 180_000);
afterAll(async () => {
  await database.destroy();
  clients.destroy();
  await emulator.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a relay whose topic goes away', () => {
  it('says so once, keeps what was promised, and sends it when the topic is back', async () => {
    const log = new CapturedLog();
    const reconnected = jest.fn();
    const relay = new Relay(database, new PhotoEvents(clients.sns, made.topicArn), log.logger);
    relay.onReconnected(reconnected);
    emulator.kill('SIGKILL');
    await emulator.exited;

    relay.start();
    const send = jest.spyOn(clients.sns, 'send');
    for (let i = 0; i < 20; i += 1) {
      await promiseRejections(database, 3);
      relay.wake();
    }
    await eventually(() => send.mock.calls.length >= 3);
    expect(relay.isHealthy()).toBe(false);
    // Whoever wakes it does not shorten its pauses.
    expect(send.mock.calls.length).toBeLessThan(15);

    emulator = await startAwsEmulator({ folder, port: Number(new URL(emulator.endpoint).port) });
    await eventually(() => relay.isHealthy(), { withinSeconds: 20 });
    const received: string[] = [];
    const arrived = async () => received.push(...(await drainQueue(clients.sqs, made.queues.upload.url)).map(({ id }) => id));
    // In seconds, not when leases are over: what could not be sent was given up at once.
    await eventually(async () => (await arrived()) >= 60, { withinSeconds: 5 });
    await relay.stop();
    expect([...new Set(received)].sort()).toEqual(await idsPromised(database));
    expect(log.of('sns.unreachable')).toHaveLength(1);
    expect(log.of('sns.reached_again')).toHaveLength(1);
    expect(reconnected).toHaveBeenCalledTimes(1);
  }, 60_000);
});
