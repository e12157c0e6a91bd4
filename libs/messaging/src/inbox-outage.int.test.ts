import type { SQSClient } from '@aws-sdk/client-sqs';
import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inbox } from './inbox.js';
import { seal } from './seal.js';
import { BellInbox, bellResource } from './bell-inbox.fixture.js';
import { CapturedLog } from './captured-log.fixture.js';
import { bellRung } from './sample-contracts.fixture.js';
import { TestQueue } from './test-queue.fixture.js';

let folder: string;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let sqs: SQSClient;
let queue: TestQueue;
let log: CapturedLog;
let bell: BellInbox;
let inbox: Inbox;
const reconnected = jest.fn();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  emulator = await startAwsEmulator({ folder });
  clients = emulatorClients(emulator.settings);
  sqs = clients.sqs;
  queue = await TestQueue.make(sqs, 'bell', bellResource);
  log = new CapturedLog();
  bell = new BellInbox();
  const place = { resource: bellResource, queueUrl: queue.url, sqs, doors: [bell], logger: log.logger };
  inbox = new Inbox({ ...place, concurrency: 3, drainSeconds: 4, waitSeconds: 1 });
  reconnected.mockClear();
  inbox.onReconnected(reconnected);
  inbox.start();
});
afterEach(async () => {
  await inbox.stop();
  clients.destroy();
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function killQueues(): Promise<void> {
  emulator.kill('SIGKILL');
  await emulator.exited;
  await eventually(() => !inbox.isHealthy());
}

describe('an inbox whose queue goes away', () => {
  it('says so once, tries again with pauses, and goes on when it is back', async () => {
    const send = jest.spyOn(sqs, 'send');
    await killQueues();
    const callsBefore = send.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    // Without pauses each of the three consumers would have tried a thousand times.
    expect(send.mock.calls.length - callsBefore).toBeLessThan(60);
    expect(reconnected).not.toHaveBeenCalled();

    emulator = await startAwsEmulator({ folder, port: Number(new URL(emulator.endpoint).port) });
    await eventually(() => inbox.isHealthy());
    await queue.send(seal(bellRung, { photo: { id: 'one', rank: 1 } }, new Date()));
    await eventually(() => bell.heard.length === 1);
    expect(log.of('sqs.unreachable')).toHaveLength(1);
    expect(log.of('sqs.reached_again')).toHaveLength(1);
    expect(reconnected).toHaveBeenCalledTimes(1);
  });

  it('stops at once, though nobody answers', async () => {
    await killQueues();
    const stoppedAt = performance.now();
    await inbox.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(1_500);
  });
});
