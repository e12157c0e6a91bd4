import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { jittered } from '@pinhole/service-kit';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { briefly } from './briefly.js';
import { ObjectAlreadyExists } from './object-store.errors.js';
import { persist, persistUntil } from './persist.js';
import { isConflict, isInDoubt, isNoSuchUpload, isNotFound, isPreconditionFailed } from './s3-answers.js';

export interface WriteOptions {
  readonly contentType: string;
  readonly cacheControl?: string;
  /** Refuse where there is an object already, and know one's own again when an answer was lost. */
  readonly once: boolean;
}

/** A 409 says that another write to the key is under way: it has ended after a few of these pauses, or something is wrong. */
const conflictAttemptsMax = 4;
const conflictPauseMilliseconds = 400;
/** A part whose request failed without an answer may still reach the store, after the abort: then it takes a second one. */
const stragglerPauseMilliseconds = 1_000;
/** By this an object says which write it came from. */
const writeIdField = 'write-id';

/** One object on its way into a bucket, whole or in parts. It is there when `putWhole` or `complete` has ended well. */
export class ObjectWrite {
  private readonly writeId = randomUUID();
  private readonly object: { Bucket: string; Key: string };
  private readonly parts: CompletedPart[] = [];
  private bytesInParts = 0;
  private uploadId: string | undefined;
  private mayBeThere = false;
  private partInDoubt = false;

  constructor(
    private readonly s3: S3Client,
    bucket: string,
    private readonly key: string,
    private readonly options: WriteOptions,
  ) {
    this.object = { Bucket: bucket, Key: key };
  }

  async putWhole(bytes: Buffer): Promise<void> {
    const put = new PutObjectCommand({ ...this.object, ...this.headers, ...this.condition, Body: bytes });
    await this.commit(() => this.s3.send(put));
  }

  /** Any size above 5 MiB, and any at all for the last. A signal never cuts it short: what is under way cannot be aborted. */
  async sendPart(bytes: Buffer): Promise<void> {
    const UploadId = await this.openUpload();
    const PartNumber = this.parts.length + 1;
    try {
      const { ETag, ChecksumCRC32 } = await this.s3.send(
        new UploadPartCommand({ ...this.object, UploadId, PartNumber, Body: bytes, ContentLength: bytes.byteLength }),
      );
      this.parts.push({ PartNumber, ETag, ChecksumCRC32 });
      this.bytesInParts += bytes.byteLength;
    } catch (error) {
      this.partInDoubt = isInDoubt(error);
      throw error;
    }
  }

  async complete(): Promise<void> {
    const complete = new CompleteMultipartUploadCommand({
      ...this.object,
      ...this.condition,
      UploadId: this.uploadId,
      MpuObjectSize: this.bytesInParts,
      MultipartUpload: { Parts: this.parts },
    });
    await this.commit(() => this.s3.send(complete));
    this.uploadId = undefined;
  }

  /** Leaves nothing of this write behind, whatever it came to. An object that another write put there stays. */
  async undo(): Promise<void> {
    const until = persistUntil();
    try {
      await persist(() => this.abort(), until);
      if (this.partInDoubt) {
        await pause(stragglerPauseMilliseconds);
        await persist(() => this.abort(), until);
      }
    } finally {
      if (this.mayBeThere) await persist(() => this.removeOurs(), until);
    }
  }

  private get headers() {
    const { contentType, cacheControl, once } = this.options;
    return {
      ContentType: contentType,
      ...(cacheControl === undefined ? {} : { CacheControl: cacheControl }),
      ...(once ? { Metadata: { [writeIdField]: this.writeId } } : {}),
    };
  }

  private get condition() {
    return this.options.once ? { IfNoneMatch: '*' } : {};
  }

  /** Where the answer to this is lost nobody can name the upload: the bucket's lifecycle rule ends it within a day. */
  private async openUpload(): Promise<string> {
    if (this.uploadId === undefined) {
      const { UploadId } = await this.s3.send(
        new CreateMultipartUploadCommand({ ...this.object, ...this.headers, ChecksumAlgorithm: 'CRC32' }),
      );
      if (UploadId === undefined) throw new Error('The store began a multipart upload and did not name it.');
      this.uploadId = UploadId;
    }
    return this.uploadId;
  }

  /** Makes the object be there. An answer may get lost after the deed, so a failure is believed when the key has been looked at. */
  private async commit(deed: () => Promise<unknown>): Promise<void> {
    this.mayBeThere = true;
    for (let attempt = 1; ; attempt++) {
      try {
        await deed();
        return;
      } catch (error) {
        if (await this.isOurs().catch(() => false)) return;
        if (!isConflict(error) || attempt === conflictAttemptsMax) {
          throw isPreconditionFailed(error) ? new ObjectAlreadyExists(this.key) : error;
        }
        await pause(jittered(conflictPauseMilliseconds * attempt));
      }
    }
  }

  private async isOurs(): Promise<boolean> {
    if (!this.options.once) return false;
    try {
      const { Metadata } = await this.s3.send(new HeadObjectCommand(this.object), briefly());
      return Metadata?.[writeIdField] === this.writeId;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  private async removeOurs(): Promise<void> {
    if (await this.isOurs()) await this.s3.send(new DeleteObjectCommand(this.object), briefly());
  }

  private async abort(): Promise<void> {
    if (this.uploadId === undefined) return;
    try {
      await this.s3.send(new AbortMultipartUploadCommand({ ...this.object, UploadId: this.uploadId }), briefly());
    } catch (error) {
      if (!isNoSuchUpload(error)) throw error;
    }
  }
}
