import { Injectable } from '@nestjs/common';
import { photoPreviewed, type PhotoId, type PhotoUploaded, type StoredVariant } from '@pinhole/contracts';
import { PhotoEvents, seal, type Delivery } from '@pinhole/messaging';
import { Originals, Variants } from '@pinhole/object-store';
import { previewKey } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { SafePictures } from './children/safe-pictures.js';
import { fetchOriginal } from './fetch-original.js';
import { firstRevision } from './first-revision.js';
import type { RenderedVariant } from './pictures/render-ladder.js';
import { storeVariant } from './store-variant.js';

@Injectable()
export class PreviewPhoto {
  constructor(
    private readonly originals: Originals,
    private readonly variants: Variants,
    private readonly photoEvents: PhotoEvents,
    private readonly pictures: SafePictures,
    private readonly logger: Logger,
  ) {}

  /**
   * A photo was uploaded: make something to look at until its ladder is whole, and say so. A photo that cannot be decoded has no
   * preview, and nothing is said of it here: the full lane rejects it, once. Safe to repeat, like the ladder.
   */
  async execute({ photo, original }: PhotoUploaded, { signal }: Pick<Delivery, 'signal'>): Promise<void> {
    const startedAt = performance.now();
    const bytes = await fetchOriginal(this.originals, original, signal);
    const made = await this.pictures.preview(bytes, signal);
    signal.throwIfAborted();
    if (!made) return this.logger.info('photo.not_previewed');

    const { width, height, placeholder, variant } = made;
    const variants = [await this.store(photo.id, variant)];
    const picture = { width, height, ...placeholder, variants };
    await this.photoEvents.publish(seal(photoPreviewed, { photo, revision: firstRevision, picture }, new Date()));
    this.logger.info('photo.previewed', { tookMs: Math.round(performance.now() - startedAt) });
  }

  private store(photoId: PhotoId, rendered: RenderedVariant): Promise<StoredVariant> {
    return storeVariant(this.variants, previewKey(photoId, firstRevision), rendered);
  }
}
