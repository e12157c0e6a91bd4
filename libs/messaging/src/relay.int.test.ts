import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { photoRejected, photoUploaded } from '@pinhole/contracts';
import { eventually } from '@pinhole/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Outbox } from './outbox.js';
import { PhotoEvents } from './photo-events.js';
import { Relay, type RelayOptions } from './relay.js';
import { CapturedLog } from './captured-log.fixture.js';
import { drainQueue } from './drain-queue.fixture.js';
import { promisesIn } from './open-outbox.fixture.js';
import { OtherTopic } from './other-topic.fixture.js';
import { idsPromised, promiseRejections } from './promise-rejections.fixture.js';
import { samplePhoto, sampleRejection } from './sample-photo.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;
let log: CapturedLog;
const outbox = new Outbox();
const relays: Relay[] = [];

beforeAll(async () => {
  stack = await Stack.start();
}, startMillisecondsMax);
beforeEach(async () => {
  room = await stack.room();
  log = new CapturedLog();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
});
afterAll(() => stack.stop());

function relay(options: Partial<RelayOptions> = {}, topic = new PhotoEvents(stack.clients.sns, room.made.topicArn)): Relay {
  const made = new Relay(room.database, topic, log.logger, options);
  relays.push(made);
  return made;
}

const heard = (atLeast?: number) => drainQueue(stack.clients.sqs, room.made.queues.upload.url, atLeast);
const promise = (count: number) => promiseRejections(room.database, count);

describe('the relay', () => {
  it('sends what was promised, as it was promised, to those who hear it', async () => {
    await promise(1);
    await relay().relayOnce();
    const [row] = await promisesIn(room.database);
    expect(await heard(1)).toEqual([JSON.parse(row!.payload)]);
    expect(row!.sentAt).not.toBeNull();
    expect(await drainQueue(stack.clients.sqs, room.made.queues['resize-full'].url)).toEqual([]);
  });

  it('sends nothing of a transaction that was rolled back', async () => {
    await expect(
      room.database.transaction(async (transaction) => {
        await outbox.add(transaction, photoRejected, { photo: samplePhoto(), rejection: sampleRejection }, new Date());
        throw new Error('the row could not be written');
      }),
    ).rejects.toThrow();
    expect(await relay().relayOnce()).toBe(0);
  });

  it('promises nothing that breaks its contract', async () => {
    const wrong = { photo: samplePhoto(), original: { objectKey: '../x', bytes: 0, sha256: '', type: '' } } as never;
    await expect(outbox.add(room.database.manager, photoUploaded, wrong, new Date())).rejects.toThrow(/objectKey/);
    expect(await promisesIn(room.database)).toEqual([]);
  });

  it('sends within milliseconds where it is woken after the commit', async () => {
    const running = relay({ pollSeconds: 3_600 });
    running.start();
    await promise(1);
    const committedAt = performance.now();
    running.wake();
    await eventually(async () => (await heard()).length === 1, { everySeconds: 0.005 });
    expect(performance.now() - committedAt).toBeLessThan(1_000);
  });

  it('finds what nobody woke it for', async () => {
    relay({ pollSeconds: 0.1 }).start();
    await promise(25);
    const found: unknown[] = [];
    await eventually(async () => found.push(...(await heard())) && found.length === 25);
  });

  it('does not start with a lease that is over before a publish is', () => {
    expect(() => relay({ leaseSeconds: 5 })).toThrow('A lease of 5 s');
  });

  it('sends in batches of ten', async () => {
    const send = jest.spyOn(stack.clients.sns, 'send');
    await promise(25);
    await relay().relayOnce();
    expect(send.mock.calls.filter(([command]) => (command as unknown) instanceof PublishBatchCommand)).toHaveLength(3);
    expect((await heard(25)).length).toBe(25);
  });

  it('sends again what was taken by a relay that died, when its lease is over', async () => {
    await promise(3);
    const dies = new OtherTopic(stack.clients.sns, room.made.topicArn, () => new Promise(() => undefined));
    void relay({ leaseSeconds: 6 }, dies).relayOnce();
    await eventually(async () => (await promisesIn(room.database)).every(({ dueAt }) => dueAt.getTime() > Date.now()));
    expect(await relay().relayOnce()).toBe(0);
    await eventually(async () => (await relay().relayOnce()) === 3);
    expect((await heard(3)).map(({ id }) => id).sort()).toEqual(await idsPromised(room.database));
  });

  it('lets a message that SNS refuses for ever keep back no other, and tries it ever more rarely', async () => {
    const tooLarge = JSON.stringify({ id: 'x'.repeat(300_000) });
    await promise(3);
    await room.database.query(`UPDATE outbox SET payload = ? ORDER BY id LIMIT 1`, [tooLarge]);
    await relay().relayOnce();
    expect(await heard(2)).toHaveLength(2);
    expect(log.of('outbox.refused')).toMatchObject([
      { level: 'error', message: 'photo.rejected.v1', refusals: 1, nextTrySeconds: 30 },
    ]);
    const [refused] = await promisesIn(room.database);
    expect(refused).toMatchObject({ sentAt: null, refusals: 1 });
    expect(refused!.dueAt.getTime()).toBeGreaterThan(Date.now() + 20_000);

    await room.database.query('UPDATE outbox SET due_at = UTC_TIMESTAMP(3), refusals = 9 WHERE sent_at IS NULL');
    await promise(1);
    await relay().relayOnce();
    expect(await heard(1)).toHaveLength(1);
    expect(log.of('outbox.refused').at(-1)).toMatchObject({ refusals: 10, nextTrySeconds: 600 });
  });

  it('marks of a batch what was taken, and nothing else', async () => {
    await promise(4);
    const takesTwo = new OtherTopic(stack.clients.sns, room.made.topicArn, async () => [
      { index: 1, code: 'InvalidParameter', refused: true },
      { index: 3, code: 'InternalError', refused: false },
    ]);
    await relay({}, takesTwo).relayOnce();
    const rows = await promisesIn(room.database);
    expect(rows.map(({ sentAt, refusals }) => [sentAt !== null, refusals])).toEqual([
      [true, 0],
      [false, 1],
      [true, 0],
      [false, 0],
    ]);
    // Not the message's fault: due again as soon as the lease is over.
    expect(rows[3]!.dueAt.getTime()).toBeLessThan(Date.now() + 20_000);
  });

  it('forgets what was sent long ago, a few rows at a time, and nothing else', async () => {
    await promise(8);
    await room.database.query(`UPDATE outbox SET sent_at = UTC_TIMESTAMP(3) - INTERVAL 2 HOUR ORDER BY id LIMIT 5`);
    await room.database.query(
      `UPDATE outbox SET sent_at = UTC_TIMESTAMP(3) - INTERVAL 30 MINUTE WHERE sent_at IS NULL ORDER BY id LIMIT 1`,
    );
    const query = jest.spyOn(room.database, 'query');
    relay({ purgeRowsMax: 2, pollSeconds: 0.01 }).start();
    await eventually(async () => (await promisesIn(room.database)).length === 3);
    const deletes = () => query.mock.calls.filter(([sql]) => sql.startsWith('DELETE')).length;
    await eventually(() => deletes() === 3);
    expect(await heard(2)).toHaveLength(2);
    // Then it rests: not with every turn.
    expect(deletes()).toBe(3);
  });

  it('goes on when the database does, and says once that it could not', async () => {
    await room.database.query('RENAME TABLE outbox TO elsewhere');
    const running = relay({ pollSeconds: 0.01 });
    running.start();
    await eventually(() => !running.isHealthy());
    await room.database.query('RENAME TABLE elsewhere TO outbox');
    await eventually(() => running.isHealthy());
    await promise(1);
    await eventually(async () => (await heard()).length === 1);
    expect(log.of('database.unreachable')).toHaveLength(1);
  });
});
