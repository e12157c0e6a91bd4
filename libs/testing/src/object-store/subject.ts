import type { S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';

interface Head {
  readonly bytes: number;
  readonly contentType: string;
}

interface Bucket {
  get(key: string): Promise<(Head & { readonly body: Readable }) | null>;
  head(key: string): Promise<Head | null>;
  delete(key: string): Promise<void>;
}

export interface OriginalsSubject extends Bucket {
  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    options: { contentType: string; bytesMax: number; signal?: AbortSignal },
  ): Promise<{ bytes: number; sha256: string }>;
}

export interface VariantsSubject extends Bucket {
  put(key: string, bytes: Uint8Array, options: { contentType: string; cacheControl: string }): Promise<void>;
}

/** An object store that is open for a suite, with a way to look past it. */
export interface ObjectStoreSubject {
  readonly originals: OriginalsSubject;
  readonly variants: VariantsSubject;
  /** Straight to the store, past whatever counts. */
  readonly s3: S3Client;
  readonly buckets: { readonly originals: string; readonly variants: string };
  /** Multipart requests of this subject that the store has granted so far. */
  multipart(): { readonly created: number; readonly completed: number; readonly aborted: number };
  close(): Promise<void>;
}
