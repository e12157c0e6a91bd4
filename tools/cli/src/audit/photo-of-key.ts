import { photoId, type PhotoId } from '@pinhole/contracts';
import { originalKey, shardOf, type BucketName } from '@pinhole/resources';

/** What the keys of a bucket begin with. */
export const rootOf = { originals: 'o/', variants: 'i/' } as const satisfies Record<BucketName, string>;

/** Where all that a bucket holds of one photo begins. */
export function prefixOf(bucket: BucketName, id: PhotoId): string {
  return bucket === 'originals' ? originalKey(id) : `${rootOf.variants}${shardOf(id)}/${id}/`;
}

/** The photo that an object is of; null where its key was made by none of our rules. */
export function photoOfKey(bucket: BucketName, key: string): PhotoId | null {
  const { data: id } = photoId.safeParse(key.split('/')[2]);
  if (id === undefined || id !== id.toLowerCase()) return null;
  const prefix = prefixOf(bucket, id);
  const isOurs = bucket === 'originals' ? key === prefix : key.startsWith(prefix);
  return isOurs ? id : null;
}
