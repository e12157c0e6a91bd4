import { ChangeMessageVisibilityCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Inbox, type InboxOptions } from './inbox.js';
import { seal } from './seal.js';
import { BellInbox, bellResource } from './bell-inbox.fixture.js';
import { CapturedLog } from './captured-log.fixture.js';
import { bellRung } from './sample-contracts.fixture.js';
import { TestQueue } from './test-queue.fixture.js';

let emulator: AwsEmulator;
let clients: EmulatorClients;
let sqs: SQSClient;
let queue: TestQueue;
let log: CapturedLog;
const opened: Inbox[] = [];
let queues = 0;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  clients = emulatorClients(emulator.settings);
  sqs = clients.sqs;
});
beforeEach(async () => {
  queue = await TestQueue.make(sqs, `bell-${(queues += 1)}`, bellResource);
  log = new CapturedLog();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(opened.splice(0).map((inbox) => inbox.stop()));
});
afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

function open(bell: BellInbox, options: Partial<InboxOptions> = {}): Inbox {
  const inbox = new Inbox({
    ...{ resource: bellResource, queueUrl: queue.url, sqs, doors: [bell], concurrency: 1, drainSeconds: 4 },
    ...{ waitSeconds: 1, logger: log.logger, ...options },
  });
  inbox.start();
  opened.push(inbox);
  return inbox;
}

const ring = (rank: number) => seal(bellRung, { photo: { id: `photo-${rank}`, rank } }, new Date());

/** What the inbox asked of SQS from here on. */
function watchCalls() {
  const send = jest.spyOn(sqs, 'send');
  const inputsOf = <Command>(type: new (...args: never[]) => Command & { input: unknown }) =>
    send.mock.calls.flatMap(([command]) => ((command as unknown) instanceof type ? [command.input] : []));
  return {
    send,
    polls: () => inputsOf(ReceiveMessageCommand) as { WaitTimeSeconds: number }[],
    visibilities: () =>
      inputsOf(ChangeMessageVisibilityCommand).map((input) => (input as { VisibilityTimeout: number }).VisibilityTimeout),
  };
}

describe('an inbox that stops', () => {
  it('finishes what is in hand, and deletes it, before it has stopped', async () => {
    const held = Promise.withResolvers<void>();
    const bell = new BellInbox(() => held.promise);
    const inbox = open(bell);
    await queue.send(ring(1), ring(2));
    await eventually(() => bell.heard.length === 1);
    let hasStopped = false;
    const stopped = inbox.stop().then(() => (hasStopped = true));
    expect(bell.deliveries[0]!.signal.aborted).toBe(false);
    expect(hasStopped).toBe(false);
    held.resolve();
    await stopped;
    expect(log.of('message.handled')).toHaveLength(1);
    expect(bell.heard).toHaveLength(1);
    expect(await queue.counts()).toEqual({ waiting: 1, inHand: 0 });
  });

  it('asks for no more messages', async () => {
    const inbox = open(new BellInbox(), { concurrency: 3 });
    const calls = watchCalls();
    await eventually(() => calls.polls().length >= 3);
    const stopped = inbox.stop();
    const before = calls.polls().length;
    await stopped;
    expect(calls.polls().length).toBe(before);
  });

  it('gives back in time what does not finish, and the next reader has it within two seconds', async () => {
    const bell = new BellInbox(() => new Promise(() => undefined));
    const inbox = open(bell, { drainSeconds: 2 });
    await queue.send(ring(1));
    await eventually(() => bell.heard.length === 1);
    const calls = watchCalls();
    const stoppedAt = performance.now();
    await inbox.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(2_000);
    expect(bell.deliveries[0]!.signal.reason).toMatchObject({ name: 'GivenBack' });
    expect(log.of('message.given_back')).toMatchObject([
      { level: 'info', comesAgainAfterSeconds: 1, attempt: 1, attemptsMax: 5 },
    ]);
    // Never 0: one of the emulators answers that with 500.
    expect(calls.visibilities()).toEqual([1]);

    const next = new BellInbox();
    open(next);
    await eventually(() => next.heard.length === 1, { withinSeconds: 2 });
    await eventually(() => queue.isEmpty());
  });

  it('lets its poll end, and gives back what that brings too late', async () => {
    const bell = new BellInbox();
    const inbox = open(bell, { waitSeconds: 2 });
    const calls = watchCalls();
    await eventually(() => calls.polls().length === 1);
    const stopped = inbox.stop();
    await queue.send(ring(1));
    await stopped;
    expect(bell.heard).toEqual([]);
    expect(log.of('message.given_back')).toHaveLength(1);
    expect(calls.visibilities()).toEqual([1]);
    expect(await eventually(async () => (await queue.receive())[0], { withinSeconds: 3 })).toMatchObject({ receives: 2 });
  });

  it('has stopped only once, however often it is asked to', async () => {
    const inbox = open(new BellInbox());
    await Promise.all([inbox.stop(), inbox.stop()]);
    await inbox.stop();
    expect(log.of('inbox.stopped')).toHaveLength(1);
  });

  it.each([
    { drainSeconds: 25, waitSeconds: 5 },
    { drainSeconds: 8, waitSeconds: 2 },
    { drainSeconds: 1, waitSeconds: 1 },
  ])('polls for $waitSeconds s where it has $drainSeconds s to drain, so that no poll is under way at the end', async (times) => {
    const calls = watchCalls();
    const inbox = open(new BellInbox(), { drainSeconds: times.drainSeconds, waitSeconds: undefined });
    await eventually(() => calls.polls().length > 0);
    expect(calls.polls()[0]).toMatchObject({ WaitTimeSeconds: times.waitSeconds, VisibilityTimeout: 30, MaxNumberOfMessages: 1 });
    await inbox.stop();
  });
});
