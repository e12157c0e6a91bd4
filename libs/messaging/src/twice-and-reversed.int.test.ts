import { photoRejected, photoUploaded } from '@pinhole/contracts';
import { inboxes } from '@pinhole/resources';
import { eventually } from '@pinhole/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';
import { CapturedLog } from './captured-log.fixture.js';
import { CardInbox } from './card-inbox.fixture.js';
import { OtherTopic } from './other-topic.fixture.js';
import { samplePhoto, sampleRejection, sampleUpload } from './sample-photo.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;
const log = new CapturedLog();
const outbox = new Outbox();

beforeAll(async () => {
  stack = await Stack.start();
  room = await stack.room();
  await CardInbox.createTable(room.database);
}, startMillisecondsMax);
afterAll(() => stack.stop());

/** Promises that a photo was uploaded and, for every other one, that it was rejected. */
async function promise(photos: number): Promise<Map<string, number>> {
  const stages = new Map<string, number>();
  await room.database.transaction(async (transaction) => {
    for (let number = 0; number < photos; number += 1) {
      const photo = samplePhoto();
      await outbox.add(transaction, photoUploaded, sampleUpload(photo), new Date());
      if (number % 2 === 1) await outbox.add(transaction, photoRejected, { photo, rejection: sampleRejection }, new Date());
      stages.set(photo.id, number % 2 === 1 ? 2 : 1);
    }
  });
  return stages;
}

describe('from the outbox to the rows of a reader', () => {
  it('every message may come twice and in reverse order', async () => {
    const stages = await promise(40);
    const topic = new OtherTopic(stack.clients.sns, room.made.topicArn, async (messages, publish) => {
      await publish(messages.toReversed());
      return publish(messages.toReversed());
    });
    await new Relay(room.database, topic, log.logger, { rowsMax: 100 }).relayOnce();

    const inbox = new Inbox({
      ...{ resource: inboxes.gallery, queueUrl: room.made.queues.gallery.url, sqs: stack.clients.sqs, logger: log.logger },
      ...{ doors: [new CardInbox(room.database)], concurrency: 5, drainSeconds: 4 },
    });
    inbox.start();
    await eventually(() => log.of('message.handled').length >= 120, { withinSeconds: 30 });
    await inbox.stop();

    const cards = await room.database.query<{ id: string; stage: number; heard: number }[]>('SELECT * FROM card');
    expect(new Map(cards.map(({ id, stage }) => [id, stage]))).toEqual(stages);
    // And they did come twice.
    expect(cards.map(({ heard, stage }) => heard / stage)).toEqual(cards.map(() => 2));
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);
});
