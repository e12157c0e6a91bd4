import { Injectable } from '@nestjs/common';
import {
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
import { findRecipe, hdrKey, variantKey } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { SafePictures } from './children/safe-pictures.js';
import { fetchOriginal } from './fetch-original.js';
import type { RenderedVariant } from './pictures/render-ladder.js';
import { storeVariant } from './store-variant.js';

/** What is to be made: of which original, by which recipe, and under which revision. */
export interface Making extends PhotoUploaded {
  readonly revision: number;
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
   * Makes a photo's variants and says so, or says why there are none. Whatever else fails is thrown, and the message comes
   * again. Safe to repeat: the same variants go to the same keys, and a fact may be told twice.
   */
  async execute({ photo, original, recipe: ref, revision }: Making, delivery: Delivery): Promise<void> {
    const startedAt = performance.now();
    const recipe = findRecipe(ref);
    // A newer resizer has it, and may be on its way.
    if (!recipe) throw new Error(`There is no recipe ${ref.name} ${ref.version} here.`);
    const bytes = await this.fetch(original, delivery.signal);
    this.logger.debug('original.fetched', { bytes: bytes.length });
    const outcome = await this.pictures.make(bytes, { recipe, now: new Date(photo.uploadedAt) }, delivery.signal);
    // Another reader has the message by now, or we stop: what is published from here on would be said twice.
    delivery.signal.throwIfAborted();
    if ('rejection' in outcome) return this.reject(photo, outcome.rejection);

    const { width, height, metadata, placeholder, animated, degraded } = outcome;
    const variants = await this.store(photo.id, revision, outcome.variants);
    const hdr = outcome.hdr && {
      ...(await storeVariant(this.variants, hdrKey(photo.id, revision), outcome.hdr)),
      format: 'jpeg' as const,
    };
    const picture = { width, height, ...placeholder, variants, hdr };
    const body = { photo, revision, recipe: ref, ...metadata, animated, degraded, picture };
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
    return Promise.all(rendered.map((variant) => storeVariant(this.variants, variantKey(photoId, revision, variant), variant)));
  }
}
