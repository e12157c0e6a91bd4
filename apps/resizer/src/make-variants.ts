import type { PhotoMetadata, Rejection } from '@pinhole/contracts';
import { variantLadder } from '@pinhole/resources';
import { decodePicture } from './decode-picture.js';
import { brandAsStill, isAnimated } from './is-animated.js';
import { judgeHeader } from './judge-header.js';
import type { Placeholder } from './make-placeholder.js';
import { openPicture } from './open-picture.js';
import { planVariants } from './plan-variants.js';
import { readHeader } from './read-header.js';
import { readMetadata } from './read-metadata.js';
import { rejections } from './rejections.js';
import { renderLadder, type RenderedVariant } from './render-ladder.js';
import { sniffFormat } from './sniff-format.js';

/** A photo in all its sizes; width and height are its own, upright. Plain data: it may come from another process. */
export interface MadeVariants {
  readonly width: number;
  readonly height: number;
  readonly metadata: PhotoMetadata;
  readonly variants: readonly RenderedVariant[];
  readonly placeholder: Placeholder;
  /** Of several frames the first. */
  readonly animated: boolean;
  /** It lacked its end. */
  readonly degraded: boolean;
}

/**
 * Turns an original into its variants, or says why it cannot be. Everything is asked of the header first, and the picture is
 * decoded once.
 */
export async function makeVariants(original: Buffer, now: Date): Promise<MadeVariants | { readonly rejection: Rejection }> {
  const sniffed = sniffFormat(original);
  if ('stranger' in sniffed) return { rejection: rejections.unsupportedFormat(sniffed.stranger) };

  const header = readHeader(sniffed.format, original);
  if (!header) return { rejection: rejections.damaged() };
  const rejection = judgeHeader(header);
  if (rejection) return { rejection };

  const animated = isAnimated(header, original);
  if (header.format === 'avif') brandAsStill(original);
  const picture = await openPicture(original, header);
  if (!picture) return { rejection: rejections.damaged() };

  const rungs = planVariants(picture.upright, variantLadder);
  const largest = rungs.at(-1) ?? picture.upright;
  const decoded = await decodePicture(picture, largest);
  if ('rejection' in decoded) return decoded;

  return {
    ...picture.upright,
    metadata: readMetadata(picture, now),
    ...(await renderLadder(decoded.pixels, rungs)),
    animated,
    degraded: decoded.degraded,
  };
}
