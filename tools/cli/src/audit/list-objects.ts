import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { Listed } from './photo-facts.js';

export interface Shelf {
  readonly s3: S3Client;
  readonly bucket: string;
}

/** All objects whose keys begin so, in the order of their keys, a page of a thousand at a time. */
export async function* listObjects({ s3: client, bucket }: Shelf, prefix: string): AsyncGenerator<Listed> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
    for (const { Key, Size, LastModified } of Contents) yield listed(Key, Size, LastModified);
}

/** What lies directly under a prefix: folders by name, and objects beside them. */
export async function* listFolder({ s3: client, bucket }: Shelf, prefix: string): AsyncGenerator<Listed | { folder: string }> {
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, Delimiter: '/' });
  for await (const { Contents = [], CommonPrefixes = [] } of pages) {
    for (const { Key, Size, LastModified } of Contents) yield listed(Key, Size, LastModified);
    for (const { Prefix } of CommonPrefixes) if (Prefix !== undefined) yield { folder: Prefix };
  }
}

function listed(key: string | undefined, bytes: number | undefined, storedAt: Date | undefined): Listed {
  if (key === undefined || bytes === undefined || storedAt === undefined)
    throw new Error('The store listed an object without its key, size or date.');
  return { key, bytes, storedAt };
}
