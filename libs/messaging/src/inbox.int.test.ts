import { DeleteMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import { currentContext } from '@pinhole/service-kit';
import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Inbox, type InboxOptions } from './inbox.js';
import { seal } from './seal.js';
import { BellInbox, bellResource } from './bell-inbox.fixture.js';
import { CapturedLog } from './captured-log.fixture.js';
import { bellBroken, bellRung } from './sample-contracts.fixture.js';
import { TestQueue } from './test-queue.fixture.js';

let emulator: AwsEmulator;
let clients: EmulatorClients;
let sqs: SQSClient;
let queue: TestQueue;
let log: CapturedLog;
let inbox: Inbox | undefined;
let queues = 0;
const receipts = new Map<string, string>();

beforeAll(async () => {
  emulator = await startAwsEmulator();
  clients = emulatorClients(emulator.settings);
  sqs = clients.sqs;
  sqs.middlewareStack.add(
    (next) => async (call) => {
      const result = await next(call);
      const { Messages = [] } = result.output as { Messages?: Message[] };
      for (const { MessageId, ReceiptHandle } of Messages) receipts.set(MessageId!, ReceiptHandle!);
      return result;
    },
    { step: 'initialize' },
  );
});
beforeEach(async () => {
  queue = await TestQueue.make(sqs, `bell-${(queues += 1)}`, bellResource);
  log = new CapturedLog();
});
afterEach(async () => {
  await inbox?.stop();
  inbox = undefined;
});
afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

function open(bell: BellInbox, options: Partial<InboxOptions> = {}): void {
  inbox = new Inbox({
    ...{ resource: bellResource, queueUrl: queue.url, sqs, doors: [bell], concurrency: 2, drainSeconds: 4 },
    ...{ waitSeconds: 1, logger: log.logger, comesAgainAfter: () => 1, ...options },
  });
  inbox.start();
}

/** Nobody but the inbox knows with which receipt it holds a message; its client has seen it. */
const receiptOf = (bell: BellInbox) => receipts.get(bell.deliveries[0]!.messageId);
const ring = (rank: number, id = `photo-${rank}`) => seal(bellRung, { photo: { id, rank } }, new Date('2026-11-21T09:30:00Z'));

describe('the inbox', () => {
  it('takes a message to its door, and deletes it when it has been handled', async () => {
    const bell = new BellInbox();
    const message = ring(1);
    open(bell);
    await queue.send(message);
    await eventually(() => log.of('message.handled').length === 1);
    await eventually(() => queue.isEmpty());
    expect(bell.heard).toEqual([message.body]);
    expect(bell.deliveries).toMatchObject([
      { envelopeId: message.id, occurredAt: new Date('2026-11-21T09:30:00Z'), attempt: 1, attemptsMax: 5 },
    ]);
  });

  it('works on as many messages at once as it was told, and no message waits for another’s end', async () => {
    const slow = Promise.withResolvers<void>();
    const bell = new BellInbox(({ photo }) => (photo.rank === 0 ? slow.promise : Promise.resolve()));
    open(bell);
    await queue.send(ring(0), ...[1, 2, 3, 4, 5].map((rank) => ring(rank)));
    await eventually(() => log.of('message.handled').length === 5);
    // What has been handled is deleted a moment later.
    await eventually(async () => (await queue.counts()).inHand === 1);
    expect(await queue.counts()).toEqual({ waiting: 0, inHand: 1 });
    slow.resolve();
    await eventually(() => queue.isEmpty());
  });

  it('carries the trace on, and says in every line what the work is about', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const contexts: unknown[] = [];
    const bell = new BellInbox(async () => {
      contexts.push(currentContext());
      log.logger.info('act.done');
    });
    open(bell);
    await queue.send({ ...ring(1), traceparent });
    await eventually(() => log.of('message.handled').length === 1);
    expect(contexts).toEqual([
      expect.objectContaining({
        traceparent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)/),
      }),
    ]);
    for (const event of ['act.done', 'message.handled'])
      expect(log.of(event)).toMatchObject([
        { traceId: '0af7651916cd43dd8448eb211c80319c', photoId: 'photo-1', inbox: 'bell', attempt: 1, attemptsMax: 5 },
      ]);
  });

  it('never swallows a failure: after five receives, each logged, the message lies unchanged in the dead-letter queue', async () => {
    const bell = new BellInbox(() => Promise.reject(new Error('no hands')));
    const failedAfter: number[] = [];
    open(bell, { comesAgainAfter: (attempt) => (failedAfter.push(attempt), 1) });
    const text = JSON.stringify(ring(1));
    await queue.send(text);
    expect(await eventually(async () => (await queue.deadLetters())[0], { withinSeconds: 20 })).toBe(text);
    expect(bell.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
    expect(log.of('message.failed')).toMatchObject(
      [1, 2, 3, 4, 5].map((attempt) => ({ level: 'error', attempt, attemptsMax: 5, error: { message: 'no hands' } })),
    );
    expect(failedAfter).toEqual([1, 2, 3, 4]);
    expect(await queue.isEmpty()).toBe(true);
  });

  it('leaves a message that failed alone for as long as the pause says', async () => {
    const failedAt: number[] = [];
    const bell = new BellInbox(async (_, { attempt }) => {
      failedAt.push(performance.now());
      if (attempt < 3) throw new Error('not yet');
    });
    open(bell, { comesAgainAfter: (attempt) => attempt });
    await queue.send(ring(1));
    await eventually(() => failedAt.length === 3);
    expect(failedAt[1]! - failedAt[0]!).toBeGreaterThan(900);
    expect(failedAt[2]! - failedAt[1]!).toBeGreaterThan(1_900);
    await eventually(() => queue.isEmpty());
  });

  it.each([{ thrown: null }, { thrown: 'no hands' }, { thrown: undefined }])(
    'takes $thrown for a failure, if that is thrown',
    async ({ thrown }) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      const bell = new BellInbox((_, { attempt }) => (attempt === 1 ? Promise.reject(thrown) : Promise.resolve()));
      open(bell);
      await queue.send(ring(1));
      await eventually(() => queue.isEmpty());
      expect(log.lines.map(({ event }) => event)).toEqual(['message.failed', 'message.handled']);
    },
  );

  it.each([
    { fault: 'is not JSON', text: 'hello' },
    { fault: 'has no envelope', text: '{"hello":"world"}' },
    {
      fault: 'has a name that nobody here knows',
      text: JSON.stringify(seal(bellBroken, { photo: { id: 'a', rank: 1 }, why: '' }, new Date())),
    },
    { fault: 'has a wrong body', text: JSON.stringify({ ...ring(1), body: { photo: { id: 'a' } } }) },
  ])('keeps a message that $fault for the dead-letter queue, and shows it to no act', async ({ text }) => {
    const bell = new BellInbox();
    // Twice will do here: that it is five times in earnest is said by the table of resources.
    queue = await TestQueue.make(sqs, `short-${(queues += 1)}`, { maxReceiveCount: 2 });
    open(bell, { resource: { ...bellResource, maxReceiveCount: 2 } });
    await queue.send(text);
    expect(await eventually(async () => (await queue.deadLetters())[0])).toBe(text);
    expect(bell.heard).toEqual([]);
    expect(log.of('message.malformed')).toMatchObject([1, 2].map((attempt) => ({ level: 'error', attempt, attemptsMax: 2 })));
  });

  it('counts a handler that takes too long as failed, tells it so, and hides the message no longer', async () => {
    const bell = new BellInbox((_, { attempt }) => (attempt === 1 ? new Promise(() => undefined) : Promise.resolve()));
    open(bell, { resource: { ...bellResource, handlerSecondsMax: 1 } });
    await queue.send(ring(1));
    await eventually(() => queue.isEmpty());
    expect(log.of('message.failed')).toMatchObject([{ attempt: 1, error: { message: 'The handler took longer than 1 s.' } }]);
    expect(bell.deliveries.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('hides a message for as long as it is worked on, though that is longer than its visibility', async () => {
    const bell = new BellInbox(({ photo }) => eventually(() => queueIsDone(photo.rank), { withinSeconds: 10 }));
    const startedAt = performance.now();
    const queueIsDone = (seconds: number) => performance.now() - startedAt > seconds * 1_000;
    open(bell, { resource: { ...bellResource, visibilityTimeoutSeconds: 2 } });
    await queue.send(ring(5));
    await eventually(() => queue.isEmpty());
    expect(bell.deliveries.map(({ attempt }) => attempt)).toEqual([1]);
    expect(log.of('message.failed')).toEqual([]);
  });

  it('tells the handler when the message is no longer its own', async () => {
    const bell = new BellInbox((_, { signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve)));
    open(bell, { resource: { ...bellResource, visibilityTimeoutSeconds: 2 } });
    await queue.send(ring(1));
    await eventually(() => bell.deliveries.length === 1);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: receiptOf(bell) }));
    await eventually(() => bell.deliveries[0]!.signal.aborted);
    expect(bell.deliveries[0]!.signal.reason).toMatchObject({ name: 'LeaseLost' });
  });
});
