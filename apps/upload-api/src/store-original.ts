import { Injectable } from '@nestjs/common';
import type { ObjectKey } from '@pinhole/contracts';
import { ObjectTooLarge, Originals } from '@pinhole/object-store';
import { formatsTaken, limits, photoFormats } from '@pinhole/resources';
import { DomainError, Logger } from '@pinhole/service-kit';
import { cleanFileName } from './clean-text.js';
import { peek } from './peek.js';
import type { FormPart } from './read-form.js';
import { refuseTooManyPixels } from './refuse-too-many-pixels.js';
import { sniffBytes, sniffPhotoType } from './sniff-photo-type.js';
import { FileEmpty, PhotoTypeUnsupported, StoreUnavailable, UploadTooLarge } from './upload.errors.js';
import { UploadLimits } from './upload-limits.js';

export interface StoredOriginal {
  readonly objectKey: ObjectKey;
  readonly fileName: string;
  readonly type: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

@Injectable()
export class StoreOriginal {
  constructor(
    private readonly originals: Originals,
    private readonly limits: UploadLimits,
    private readonly logger: Logger,
  ) {}

  /** Streams one file into the originals, once its first bytes say that it is a photo we take. Fails leaving nothing. */
  async execute(objectKey: ObjectKey, file: FormPart & { kind: 'file' }, signal: AbortSignal): Promise<StoredOriginal> {
    const { head, whole } = await peek(file.body, sniffBytes);
    if (head.byteLength === 0) throw new FileEmpty();
    const format = sniffPhotoType(head);
    const taken = formatsTaken(this.limits);
    if (format === null || !taken.includes(format)) throw new PhotoTypeUnsupported(format, taken);
    refuseTooManyPixels(format, head);
    const { type } = photoFormats[format];
    const stored = await this.put(objectKey, whole, type, signal);
    return { objectKey, fileName: cleanFileName(file.fileName, limits.fileNameMax), type, ...stored };
  }

  /** Takes back what was stored of an upload that we refuse after all. */
  async forget(objectKey: ObjectKey): Promise<void> {
    try {
      await this.originals.delete(objectKey);
    } catch (error) {
      this.logger.error('original.orphaned', error, { objectKey });
    }
  }

  private async put(objectKey: ObjectKey, body: AsyncIterable<Uint8Array>, contentType: string, signal: AbortSignal) {
    const bytesMax = this.limits.uploadBytesMax;
    try {
      return await this.originals.put(objectKey, body, { contentType, bytesMax, signal });
    } catch (error) {
      if (error instanceof ObjectTooLarge) throw new UploadTooLarge(bytesMax);
      if (error instanceof DomainError || signal.aborted) throw error;
      throw new StoreUnavailable(error);
    }
  }
}
