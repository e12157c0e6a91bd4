import type { PhotoId } from '@pinhole/contracts';
import type { BucketName } from '@pinhole/resources';
import { listFolder, listObjects, type Shelf } from './list-objects.js';
import type { Listed } from './photo-facts.js';
import { photoOfKey, rootOf } from './photo-of-key.js';

export interface ObjectsOfPhoto {
  readonly id: PhotoId;
  readonly objects: readonly Listed[];
}

const shardFolder = /^[oi]\/[0-9a-f]{2}\/$/;

/**
 * The objects of a bucket, photo by photo: a stream for each shard that there is. S3 lists by key, which is by shard and only
 * then by id; so each stream is in the order of ids, and all of them together are not.
 */
export async function objectsByPhoto(
  shelf: Shelf,
  bucket: BucketName,
  onStranger: (key: string) => void,
): Promise<AsyncGenerator<ObjectsOfPhoto>[]> {
  const root = rootOf[bucket];
  for await (const entry of listFolder(shelf, '')) {
    const name = nameOf(entry);
    if (name !== root) onStranger(name);
  }
  const streams: AsyncGenerator<ObjectsOfPhoto>[] = [];
  for await (const entry of listFolder(shelf, root)) {
    const name = nameOf(entry);
    if (shardFolder.test(name)) streams.push(photosOf(shelf, bucket, name, onStranger));
    else onStranger(name);
  }
  return streams;
}

async function* photosOf(shelf: Shelf, bucket: BucketName, shard: string, onStranger: (key: string) => void) {
  let current: { id: PhotoId; objects: Listed[] } | undefined;
  for await (const object of listObjects(shelf, shard)) {
    const id = photoOfKey(bucket, object.key);
    if (id === null) {
      onStranger(object.key);
      continue;
    }
    if (current && current.id !== id) yield current;
    if (current?.id !== id) current = { id, objects: [] };
    current.objects.push(object);
  }
  if (current) yield current;
}

const nameOf = (entry: Listed | { folder: string }) => ('folder' in entry ? entry.folder : entry.key);
