import type { S3Client } from '@aws-sdk/client-s3';
import type { ByteBudget } from './byte-budget.js';
import { assertObjectKey } from './object-key.js';
import { ObjectStore } from './object-store.js';
import { ObjectWrite } from './object-write.js';
import { storeStream, type StoredStream } from './store-stream.js';

export interface PutOriginal {
  readonly contentType: string;
  readonly bytesMax: number;
  readonly signal?: AbortSignal;
}

export interface OriginalsOptions {
  /** Told when a failed put could not be undone: an object or an open multipart upload may lie under this key. */
  readonly onLeftBehind?: (key: string, error: unknown) => void;
}

/** The photos as they came, written once and never changed. */
export class Originals extends ObjectStore {
  constructor(
    s3: S3Client,
    bucket: string,
    private readonly budget: ByteBudget,
    private readonly options: OriginalsOptions = {},
  ) {
    super(s3, bucket);
  }

  /**
   * Stores a stream of unknown length. Fails with ObjectTooLarge, ObjectAlreadyExists, StoreBusy, the signal's reason, or
   * what the source or the store threw; then nothing is left: no object, no open multipart upload.
   */
  async put(key: string, body: AsyncIterable<Uint8Array>, { contentType, ...limits }: PutOriginal): Promise<StoredStream> {
    assertObjectKey(key);
    const write = new ObjectWrite(this.s3, this.bucket, key, { contentType, once: true });
    try {
      return await storeStream(write, body, { ...limits, budget: this.budget });
    } catch (error) {
      await write.undo().catch((left: unknown) => this.options.onLeftBehind?.(key, left));
      throw error;
    }
  }
}
