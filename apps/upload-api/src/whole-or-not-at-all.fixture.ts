import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from '@jest/globals';
import { envelope, photoUploaded, type PhotoId } from '@pinhole/contracts';
import { OutboxEntity } from '@pinhole/messaging';
import { eventually } from '@pinhole/testing';
import { IsNull } from 'typeorm';
import type { UploadApi } from './upload-api.fixture.js';
import { UploadEntity } from './upload.entity.js';

/** Each photo that was accepted has one row, its object and one fact that came through, and there is nothing else that nobody named. */
export async function expectEachWhole(
  api: UploadApi,
  accepted: readonly PhotoId[],
  orphansNamed: ReadonlySet<string>,
): Promise<void> {
  const { manager } = api.database;
  await eventually(async () => (await manager.countBy(OutboxEntity, { sentAt: IsNull() })) === 0, { withinSeconds: 60 });
  const rows = await manager.find(UploadEntity);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(accepted.toSorted());
  expect(await manager.countBy(OutboxEntity, { name: photoUploaded.name })).toBe(accepted.length);

  const { Contents = [] } = await api.clients.s3.send(new ListObjectsV2Command({ Bucket: api.provisioned.buckets.originals }));
  const keys = Contents.map(({ Key }) => Key!).filter((key) => !orphansNamed.has(key));
  expect(keys.toSorted()).toEqual(rows.map(({ objectKey }) => objectKey as string).toSorted());
  expect(Contents.map(({ Size }) => Size)).toEqual(Contents.map(() => api.jpeg.byteLength));

  // Sent twice it may be, with one name: readers know it again.
  const heard = await factsHeard(api, accepted.length);
  expect([...heard.keys()].toSorted()).toEqual(accepted.toSorted());
  expect([...heard.values()].map(({ size }) => size)).toEqual(accepted.map(() => 1));
}

/** What came into a reader's inbox: by photo, the names of its messages. */
async function factsHeard(api: UploadApi, photos: number): Promise<Map<PhotoId, Set<string>>> {
  const QueueUrl = api.provisioned.queues['resize-full'].url;
  const heard = new Map<PhotoId, Set<string>>();
  for (let isEmpty = false; !isEmpty || heard.size < photos;) {
    const { Messages = [] } = await api.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    isEmpty = Messages.length === 0;
    for (const { Body } of Messages) {
      const { id, body } = envelope.parse(JSON.parse(Body!));
      const photo = photoUploaded.body.parse(body).photo.id;
      heard.set(photo, (heard.get(photo) ?? new Set()).add(id));
    }
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    if (!isEmpty) await api.clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return heard;
}
