import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect } from '@jest/globals';
import { s3Client } from '@pinhole/service-kit';
import { randomUUID } from 'node:crypto';
import { ByteBudget } from './byte-budget.js';
import { startFaultyS3, type Fault, type FaultyS3, type Operation } from './faulty-s3.fixture.js';
import { Originals } from './originals.js';

const MiB = 1024 * 1024;

export const options = { contentType: 'image/jpeg', bytesMax: 64 * MiB };
export const small = Buffer.alloc(1000, 'small');
export const large = Buffer.alloc(9 * MiB, 'large');
/** An object that is put whole, and one that goes in parts; and the request by which each comes to be. */
export const bothWays = [
  { way: 'whole', bytes: small, commit: 'Put' },
  { way: 'in parts', bytes: large, commit: 'Complete' },
] as const;

export const first =
  (fault: Fault, times = 1) =>
  (nth: number) =>
    nth <= times ? fault : undefined;
export const always = (fault: Fault) => () => fault;

export async function* stream(bytes: Buffer, chunkBytes = 64 * 1024): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) {
    await Promise.resolve();
    yield bytes.subarray(start, start + chunkBytes);
  }
}

/** Originals that reach their store through a door that fails, and one key nobody has used. */
export class FaultyOriginals {
  readonly key = `o/00/${randomUUID()}`;
  readonly leftBehind: string[] = [];
  readonly originals: Originals;
  private readonly client: S3Client;

  private constructor(
    private readonly door: FaultyS3,
    private readonly store: S3Client,
    readonly bucket: string,
  ) {
    this.client = s3Client({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: door.endpoint, S3_FORCE_PATH_STYLE: true });
    const onLeftBehind = (key: string) => this.leftBehind.push(key);
    this.originals = new Originals(this.client, bucket, new ByteBudget(16 * MiB), { onLeftBehind });
  }

  /** `store` leads past the faults. */
  static async open(endpoint: string, store: S3Client, bucket: string): Promise<FaultyOriginals> {
    return new FaultyOriginals(await startFaultyS3(endpoint), store, bucket);
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.door.stop();
  }

  get operations(): readonly Operation[] {
    return this.door.operations;
  }

  failing(faults: Partial<Record<Operation, (nth: number) => Fault | undefined>>): void {
    this.door.fault = (operation, nth) => faults[operation]?.(nth);
  }

  put(bytes: Buffer, signal?: AbortSignal) {
    return this.originals.put(this.key, stream(bytes), { ...options, signal });
  }

  count(operation: Operation): number {
    return this.operations.filter((each) => each === operation).length;
  }

  /** How much lies under the key. */
  async bytesThere(): Promise<number | null> {
    try {
      return (await this.store.send(new HeadObjectCommand({ Bucket: this.bucket, Key: this.key }))).ContentLength!;
    } catch {
      return null;
    }
  }

  /** No object, every upload that was begun was ended, and nobody was told otherwise. */
  async expectNothingLeft(): Promise<void> {
    expect(await this.bytesThere()).toBeNull();
    expect(this.door.granted.filter((each) => each === 'Create')).toHaveLength(this.count('Create'));
    expect(this.count('Abort')).toBeGreaterThanOrEqual(this.count('Create'));
    expect(this.leftBehind).toEqual([]);
  }
}
