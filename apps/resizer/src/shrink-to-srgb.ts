import type { FailOnOptions } from 'sharp';
import { letGo } from '@pinhole/service-kit/let-go';
import { openBytes, toPixels, type Pixels } from './guarded-sharp.js';
import type { OpenedPicture } from './open-picture.js';
import type { Size } from './plan-variants.js';
import { shrinkHeic } from './shrink-heic.js';
import { asStored, turnUpright } from './turn-upright.js';

export interface Care {
  readonly failOn: FailOnOptions;
  /** Whether colours are converted when the picture is small, or while it is still large. */
  readonly convert: 'small' | 'large';
}

/** The one decode of a photo: upright, at the size of its largest variant, in sRGB. A turn costs by the pixel, so it comes last. */
export async function shrinkToSrgb(picture: OpenedPicture, upright: Size, care: Care): Promise<Pixels> {
  if (picture.header.format === 'heic') return shrinkHeic(picture, upright);
  return turnUpright(await shrink(picture, asStored(upright, picture.orientation), care), picture.orientation);
}

async function shrink(picture: OpenedPicture, { width, height }: Size, { failOn, convert }: Care): Promise<Pixels> {
  const { bytes, pixelsMax, colours, header } = picture;
  const opened = openBytes(bytes, { pixelsMax, failOn });
  const shrunk = (header.format === 'jpeg' ? opened : opened.autoOrient())
    // fastShrinkOnLoad lets the decoder do most of the shrinking, and the small sizes look soft.
    .resize({ width, height, fit: 'fill', fastShrinkOnLoad: false });
  if (convert === 'large' || !hasRgbProfile(colours)) return toPixels(shrunk);

  // The small picture carries its profile over in a PNG that is only a container.
  const small = await shrunk.keepIccProfile().png({ compressionLevel: 0 }).toBuffer();
  const pixels = await toPixels(openBytes(small, { pixelsMax: width * height, failOn: 'error' }));
  letGo(small);
  return pixels;
}

/**
 * Left to itself the decoder converts colours at full size, which costs more than all the rest, and takes the colours of a
 * 16-bit picture for Display P3. So RGB is shrunk in its own colours and converted when small; grey and CMYK have no way
 * through a PNG with their profiles.
 */
function hasRgbProfile({ space, hasProfile }: OpenedPicture['colours']): boolean {
  return hasProfile && (space === 'srgb' || space === 'rgb16');
}
