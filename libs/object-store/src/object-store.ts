import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { briefly } from './briefly.js';
import { assertObjectKey } from './object-key.js';
import { isNotFound } from './s3-answers.js';

export interface ObjectHead {
  readonly bytes: number;
  readonly contentType: string;
}

export interface StoredObject extends ObjectHead {
  /** Read it to its end or destroy it: it holds a connection. Ends with an error where the connection breaks. */
  readonly body: Readable;
}

/** One bucket, in our words. */
export abstract class ObjectStore {
  constructor(
    protected readonly s3: S3Client,
    protected readonly bucket: string,
  ) {}

  /** null where there is nothing under this key. */
  async get(key: string, { signal }: { signal?: AbortSignal } = {}): Promise<StoredObject | null> {
    assertObjectKey(key);
    const answer = await orNull(this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }), { abortSignal: signal }));
    return answer && { ...headOf(answer), body: answer.Body as Readable };
  }

  async head(key: string): Promise<ObjectHead | null> {
    assertObjectKey(key);
    const answer = await orNull(this.s3.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }), briefly()));
    return answer && headOf(answer);
  }

  /** Ends well whether there was something or not. */
  async delete(key: string): Promise<void> {
    assertObjectKey(key);
    await this.s3.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }), briefly());
  }
}

async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function headOf({ ContentLength, ContentType }: { ContentLength?: number; ContentType?: string }): ObjectHead {
  if (ContentLength === undefined) throw new Error('The store did not say how long the object is.');
  return { bytes: ContentLength, contentType: ContentType ?? 'application/octet-stream' };
}
