import type { Rejection } from '@pinhole/contracts';
import { letGo } from '@pinhole/service-kit/let-go';
import { preview } from '@pinhole/resources';
import { decodePicture } from './decode-picture.js';
import { encodeVariant } from './encode-variant.js';
import { examineOriginal } from '../header/examine-original.js';
import { brandAsStill } from '../header/is-animated.js';
import { makePlaceholder, type Placeholder } from './make-placeholder.js';
import { openPicture } from './open-picture.js';
import { planVariants } from './plan-variants.js';
import { rejections } from '../rejections.js';
import type { RenderedVariant } from './render-ladder.js';

/** A photo's one small variant; width and height are the photo's own, upright. Plain data: it may come from another process. */
export interface MadePreview {
  readonly width: number;
  readonly height: number;
  readonly variant: RenderedVariant;
  readonly placeholder: Placeholder;
}

const everything = { takesHeic: true };
const rung = { width: preview.width, encodings: [preview.encoding] };

/**
 * Turns an original into something to look at. It is decoded no larger than that: of a JPEG the decoder leaves out what it can,
 * which costs the ladder's small sizes their sharpness, and a photo that is looked at for a second nothing.
 */
export async function makePreview(original: Buffer): Promise<MadePreview | { readonly rejection: Rejection }> {
  const examined = examineOriginal(original, everything);
  if ('rejection' in examined) return examined;

  if (examined.header.format === 'avif') brandAsStill(original);
  const picture = await openPicture(original, examined.header);
  if (!picture) return { rejection: rejections.damaged() };

  const [size = picture.upright] = planVariants(picture.upright, [rung]);
  const decoded = await decodePicture(picture, size);
  if ('rejection' in decoded) return decoded;

  const { pixels } = decoded;
  const { encoding } = preview;
  const [bytes, placeholder] = await Promise.all([encodeVariant(pixels, encoding), makePlaceholder(pixels)]);
  letGo(pixels.data);
  const variant = { format: encoding.format, width: size.width, height: size.height, bytes };
  return { ...picture.upright, variant, placeholder };
}
