import { emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { BellInbox, bellResource } from './bell-inbox.fixture.js';
import { CapturedLog } from './captured-log.fixture.js';
import { Inbox, type InboxOptions } from './inbox.js';
import { bellRung } from './sample-contracts.fixture.js';
import { seal } from './seal.js';
import { TestQueue } from './test-queue.fixture.js';

const names = ['first', 'second', 'third'] as const;
type Name = (typeof names)[number];

let emulator: AwsEmulator;
let clients: EmulatorClients;
let queues: Record<Name, TestQueue>;
let log: CapturedLog;
let heard: Name[];
let done: Name[];
let runs = 0;
const opened: Inbox[] = [];

beforeAll(async () => {
  emulator = await startAwsEmulator();
  clients = emulatorClients(emulator.settings);
});
beforeEach(async () => {
  runs += 1;
  const made = names.map(async (name) => [name, await TestQueue.make(clients.sqs, `${name}-${runs}`, bellResource)] as const);
  queues = Object.fromEntries(await Promise.all(made)) as typeof queues;
  log = new CapturedLog();
  heard = [];
  done = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((inbox) => inbox.stop()));
});
afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

/** Each reads only while those before it have nothing; all begin at once. A message takes them this long. */
function openInOrder(milliseconds: number, changes: Partial<Record<Name, Partial<InboxOptions>>> = {}): void {
  for (const name of names) {
    const bell = new BellInbox(async () => {
      heard.push(name);
      await pause(milliseconds);
      done.push(name);
    });
    opened.push(
      new Inbox({
        ...{ resource: bellResource, queueUrl: queues[name].url, sqs: clients.sqs, doors: [bell], logger: log.logger },
        ...{
          concurrency: 2,
          drainSeconds: 4,
          waitSeconds: 1,
          after: [...opened],
          emptyAfterMilliseconds: 1_500,
          ...changes[name],
        },
      }),
    );
  }
  for (const inbox of opened) inbox.start();
}

const ring = (rank: number) => seal(bellRung, { photo: { id: `photo-${rank}`, rank } }, new Date());
const fill = (name: Name, messages: number) => queues[name].send(...Array.from({ length: messages }, (_, rank) => ring(rank)));

describe('inboxes in order', () => {
  it('take what waits in the first before what waits in the second, and that before the third', async () => {
    for (const name of names.toReversed()) await fill(name, 6);
    openInOrder(20);
    await eventually(() => heard.length === 18, { withinSeconds: 30 });
    expect(heard).toEqual(names.flatMap((name) => Array.from({ length: 6 }, () => name)));
  }, 60_000);

  it('step back as soon as there is more before them, but for what they have in hand', async () => {
    await fill('second', 12);
    openInOrder(250);
    await eventually(() => heard.length >= 2, { withinSeconds: 20 });
    const before = heard.length;
    await fill('first', 12);
    await eventually(() => heard.length === 24, { withinSeconds: 30 });
    const last = heard.lastIndexOf('first');
    // Two may be on their way when the first of the others comes, and two in hand; what comes after waits.
    expect(heard.slice(before, last).filter((name) => name === 'second').length).toBeLessThanOrEqual(4);
    expect(heard.slice(last + 1)).toEqual(Array.from({ length: 23 - last }, () => 'second'));
  }, 60_000);

  it.each([
    { milliseconds: 400, doneFirst: 1, so: 'is done first, where it does not take long' },
    { milliseconds: 6_000, doneFirst: 0, so: 'is not waited for, where it takes long' },
  ])(
    'let what came at the same moment to one before them pass: it $so',
    async ({ milliseconds, doneFirst }) => {
      openInOrder(milliseconds);
      // Now all of them ask.
      await eventually(() => opened.every((inbox) => inbox.seemsEmpty()), { withinSeconds: 20 });
      await fill('first', 1);
      await eventually(() => heard.includes('first'), { withinSeconds: 20 });
      await fill('second', 1);
      await eventually(() => heard.includes('second'), { withinSeconds: 20 });
      expect(done).toHaveLength(doneFirst);
    },
    60_000,
  );

  it('do not wait for one whose queue cannot be reached', async () => {
    await fill('second', 1);
    openInOrder(0, { first: { queueUrl: `${queues.first.url}-gone` } });
    await eventually(() => heard.includes('second'), { withinSeconds: 20 });
    expect(log.of('sqs.unreachable').length).toBeGreaterThan(0);
  }, 60_000);

  it('stop at once, also those that wait for their turn', async () => {
    await fill('first', 30);
    await fill('second', 4);
    openInOrder(400);
    await eventually(() => heard.length >= 2, { withinSeconds: 20 });
    const began = performance.now();
    await Promise.all(opened.map((inbox) => inbox.stop()));
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(new Set(heard)).toEqual(new Set(['first']));
  }, 60_000);
});
