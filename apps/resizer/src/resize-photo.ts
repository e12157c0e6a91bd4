import { Injectable } from '@nestjs/common';
import {
  mediaTypeOf,
  photoRejected,
  photoResized,
  type PhotoFacts,
  type PhotoId,
  type PhotoUploaded,
  type Rejection,
  type StoredVariant,
} from '@pinhole/contracts';
import { PhotoEvents, seal, type Delivery } from '@pinhole/messaging';
import { Originals, Variants } from '@pinhole/object-store';
import { cacheControl, variantKey } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { SafePictures } from './children/safe-pictures.js';
import { fetchOriginal } from './fetch-original.js';
import { firstRevision } from './first-revision.js';
import type { RenderedVariant } from './render-ladder.js';

export interface Making extends PhotoUploaded {
  readonly revision?: number;
}

@Injectable()
export class ResizePhoto {
  constructor(
    private readonly originals: Originals,
    private readonly variants: Variants,
    private readonly photoEvents: PhotoEvents,
    private readonly pictures: SafePictures,
    private readonly logger: Logger,
  ) {}

  /**
   * A photo was uploaded, or is to be made again: make its variants and say so, or say why there are none. Whatever else fails
   * is thrown, and the message comes again. Safe to repeat: the same variants go to the same keys, and a fact may be told twice.
   */
  async execute({ photo, original, revision = firstRevision }: Making, delivery: Delivery): Promise<void> {
    const startedAt = performance.now();
    const bytes = await this.fetch(original, delivery.signal);
    this.logger.debug('original.fetched', { bytes: bytes.length });
    const outcome = await this.pictures.make(bytes, new Date(photo.uploadedAt), delivery.signal);
    // Another reader has the message by now, or we stop: what is published from here on would be said twice.
    delivery.signal.throwIfAborted();
    if ('rejection' in outcome) return this.reject(photo, outcome.rejection);

    const { width, height, metadata, placeholder, animated, degraded } = outcome;
    const variants = await this.store(photo.id, revision, outcome.variants);
    const picture = { width, height, ...placeholder, variants };
    const body = { photo, revision, ...metadata, animated, degraded, picture };
    await this.photoEvents.publish(seal(photoResized, body, new Date()));
    this.logger.info('photo.resized', { variants: variants.length, degraded, tookMs: Math.round(performance.now() - startedAt) });
  }

  private fetch(original: PhotoUploaded['original'], signal: AbortSignal): Promise<Buffer> {
    return fetchOriginal(this.originals, original, signal);
  }

  private async reject(photo: PhotoFacts, rejection: Rejection): Promise<void> {
    await this.photoEvents.publish(seal(photoRejected, { photo, rejection }, new Date()));
    this.logger.info('photo.rejected', { code: rejection.code });
  }

  private store(photoId: PhotoId, revision: number, rendered: readonly RenderedVariant[]): Promise<StoredVariant[]> {
    return Promise.all(
      rendered.map(async ({ format, width, height, bytes }) => {
        const objectKey = variantKey(photoId, revision, { width, format });
        await this.variants.put(objectKey, bytes, { contentType: mediaTypeOf[format], cacheControl: cacheControl.immutable });
        return { format, width, height, bytes: bytes.length, objectKey };
      }),
    );
  }
}
