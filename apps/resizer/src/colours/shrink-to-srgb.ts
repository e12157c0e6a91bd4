import type { FailOnOptions } from 'sharp';
import { letGo } from '@pinhole/service-kit/let-go';
import { convertColours, convertColoursBy } from './convert-colours.js';
import { openBytes, toCodedPixels, toPixels, type ColouredPixels } from '../pictures/guarded-sharp.js';
import type { OpenedPicture } from '../pictures/open-picture.js';
import type { PictureColours } from './picture-colours.js';
import type { Size } from '../pictures/plan-variants.js';
import { shrinkHeic } from '../heic/shrink-heic.js';
import { toneMap } from './tone-map.js';
import { asStored, turnUpright } from '../pictures/turn-upright.js';

export interface Care {
  readonly failOn: FailOnOptions;
  /** Whether colours are converted when the picture is small, or while it is still large. */
  readonly convert: 'small' | 'large';
}

/**
 * The one decode of a photo: upright, at the size of its largest variant, in sRGB, and where it has more colours than that, in
 * Display P3 too. A turn costs by the pixel, so it comes last.
 */
export async function shrinkToSrgb(picture: OpenedPicture, upright: Size, care: Care): Promise<ColouredPixels> {
  if (picture.header.format === 'heic') return shrinkHeic(picture, upright);
  return turnUpright(await shrink(picture, asStored(upright, picture.orientation), care), picture.orientation);
}

async function shrink(picture: OpenedPicture, { width, height }: Size, { failOn, convert }: Care): Promise<ColouredPixels> {
  const { bytes, pixelsMax, colours, header } = picture;
  const { numbers, profile, hasProfile } = colours;
  const opened = openBytes(bytes, { pixelsMax, failOn });
  const shrunk = (header.format === 'jpeg' ? opened : opened.autoOrient())
    // fastShrinkOnLoad lets the decoder do most of the shrinking, and the small sizes look soft.
    .resize({ width, height, fit: 'fill', fastShrinkOnLoad: false });
  if (numbers) {
    const coded = await toCodedPixels(shrunk);
    const shown = toneMap(coded, numbers);
    letGo(Buffer.from(coded.data.buffer));
    return shown;
  }
  if (convert === 'large' || !profile || !isRgb(colours)) return toPixels(shrunk);

  // The small picture carries its profile over in a PNG that is only a container.
  const small = await (hasProfile ? shrunk.keepIccProfile() : shrunk).png({ compressionLevel: 0 }).toBuffer();
  const pixels = await (hasProfile ? convertColours(small, profile) : convertColoursBy(profile, small));
  letGo(small);
  return pixels;
}

/**
 * Left to itself the decoder converts colours at full size, which costs more than all the rest, and takes the colours of a
 * 16-bit picture for Display P3. So RGB is shrunk in its own colours and converted when small; grey and CMYK have no way
 * through a PNG with their profiles.
 */
function isRgb({ space }: PictureColours): boolean {
  return space === 'srgb' || space === 'rgb16';
}
