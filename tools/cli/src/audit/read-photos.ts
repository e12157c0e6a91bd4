import type { PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import type { BucketName } from '@pinhole/resources';
import { UploadEntity } from '@pinhole/upload-api';
import { inStep } from './in-step.js';
import { listObjects } from './list-objects.js';
import { objectsByPhoto } from './objects-by-photo.js';
import { cardColumns, uploadColumns, type PhotoFacts } from './photo-facts.js';
import { prefixOf } from './photo-of-key.js';
import { readRow, readRows } from './read-rows.js';
import type { Site } from './site.js';

/**
 * Every photo that anything is known of, in the order of ids. Of each stream a page is held at most, so that memory does not
 * grow with the site: about a thousand keys for each of the shards.
 */
export async function* readPhotos(site: Site, onStranger: (bucket: BucketName, key: string) => void): AsyncGenerator<PhotoFacts> {
  const shards = (bucket: BucketName) =>
    objectsByPhoto({ s3: site.s3, bucket: site.buckets[bucket] }, bucket, (key) => onStranger(bucket, key));
  const originals = await shards('originals');
  const variants = await shards('variants');
  yield* inStep<PhotoFacts>([
    renamed(readRows(site.uploads, UploadEntity, uploadColumns), (upload) => ({ id: upload.id, upload })),
    renamed(readRows(site.gallery, CardEntity, cardColumns), (card) => ({ id: card.id, card })),
    ...originals.map((shard) => renamed(shard, ({ id, objects }) => ({ id, originals: objects }))),
    ...variants.map((shard) => renamed(shard, ({ id, objects }) => ({ id, variants: objects }))),
  ]);
}

/**
 * One photo as it is now. The ledger is asked first and the stores last: what a row speaks of was stored before it was written,
 * so that what is missing here is missing.
 */
export async function readPhoto(site: Site, id: PhotoId): Promise<PhotoFacts> {
  const upload = await readRow(site.uploads, UploadEntity, uploadColumns, id);
  const card = await readRow(site.gallery, CardEntity, cardColumns, id);
  const listed = (bucket: BucketName) =>
    Array.fromAsync(listObjects({ s3: site.s3, bucket: site.buckets[bucket] }, prefixOf(bucket, id)));
  return {
    id,
    ...(upload && { upload }),
    ...(card && { card }),
    originals: await listed('originals'),
    variants: await listed('variants'),
  };
}

async function* renamed<Part>(stream: AsyncIterable<Part>, rename: (part: Part) => PhotoFacts): AsyncGenerator<PhotoFacts> {
  for await (const part of stream) yield rename(part);
}
