import type { PhotoMetadata, Rejection } from '@pinhole/contracts';
import type { Recipe } from '@pinhole/resources';
import { decodePicture } from './decode-picture.js';
import { examineOriginal } from '../header/examine-original.js';
import { brandAsStill, isAnimated } from '../header/is-animated.js';
import { keepGainMap } from '../gain-map/keep-gain-map.js';
import type { Placeholder } from './make-placeholder.js';
import { openPicture } from './open-picture.js';
import { planVariants } from './plan-variants.js';
import { readMetadata } from '../metadata/read-metadata.js';
import { rejections } from '../rejections.js';
import { renderLadder, type RenderedVariant } from './render-ladder.js';

/** A photo in all its sizes; width and height are its own, upright. Plain data: it may come from another process. */
export interface MadeVariants {
  readonly width: number;
  readonly height: number;
  readonly metadata: PhotoMetadata;
  readonly variants: readonly RenderedVariant[];
  /** The largest JPEG with the original's gain map, where it has one. */
  readonly hdr: RenderedVariant | null;
  readonly placeholder: Placeholder;
  /** Of several frames the first. */
  readonly animated: boolean;
  /** It lacked its end. */
  readonly degraded: boolean;
}

/** What an operator does not take does not come so far. */
const everything = { takesHeic: true };

/** By which recipe a ladder is made, and what time it is. */
export interface LadderTerms {
  readonly recipe: Recipe;
  readonly now: Date;
}

/**
 * Turns an original into its variants, or says why it cannot be. Everything is asked of the header first, and the picture is
 * decoded once.
 */
export async function makeVariants(
  original: Buffer,
  { recipe, now }: LadderTerms,
): Promise<MadeVariants | { readonly rejection: Rejection }> {
  const examined = examineOriginal(original, everything);
  if ('rejection' in examined) return examined;

  const { header } = examined;
  const animated = isAnimated(header, original);
  if (header.format === 'avif') brandAsStill(original);
  const picture = await openPicture(original, header);
  if (!picture) return { rejection: rejections.damaged() };

  const rungs = planVariants(picture.upright, recipe.rungs);
  const largest = rungs.at(-1) ?? picture.upright;
  const decoded = await decodePicture(picture, largest);
  if ('rejection' in decoded) return decoded;

  const rendered = await renderLadder(decoded.pixels, rungs);
  return {
    ...picture.upright,
    metadata: readMetadata(picture, now),
    ...rendered,
    hdr: await keepGainMap(
      picture,
      rendered.variants.findLast(({ format }) => format === 'jpeg'),
    ),
    animated,
    degraded: decoded.degraded,
  };
}
