import { photoRejected } from '@pinhole/contracts';
import type { DataSource } from 'typeorm';
import { Outbox } from './outbox.js';
import { promisesIn } from './open-outbox.fixture.js';
import { samplePhoto, sampleRejection } from './sample-photo.fixture.js';

const outbox = new Outbox();

/** Promises so many messages in one transaction. */
export async function promiseRejections(database: DataSource, count: number): Promise<void> {
  await database.transaction(async (transaction) => {
    for (let i = 0; i < count; i += 1)
      await outbox.add(transaction, photoRejected, { photo: samplePhoto(String(i)), rejection: sampleRejection }, new Date());
  });
}

/** The ids of all messages promised, sorted. */
export async function idsPromised(database: DataSource): Promise<string[]> {
  return (await promisesIn(database)).map(({ payload }) => (JSON.parse(payload) as { id: string }).id).sort();
}
