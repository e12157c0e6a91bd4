import { rgbaToThumbHash } from 'thumbhash';
import { dominantColour } from './dominant-colour.js';
import { openPixels, type Pixels } from './guarded-sharp.js';

/** What is painted before a picture is there. */
export interface Placeholder {
  /** `#rrggbb` */
  readonly color: string;
  /** In base64. */
  readonly thumbhash: string;
}

/** The longest side that is looked at. A ThumbHash keeps seven waves of it, and its maker takes no more than a hundred pixels. */
const sideMax = 64;

/** Out of pixels that are decoded already: a small size of the picture will do, and is left as it is. */
export async function makePlaceholder(pixels: Pixels): Promise<Placeholder> {
  const { data, info } = await openPixels(pixels)
    .resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const thumbhash = rgbaToThumbHash(info.width, info.height, data);
  return { color: dominantColour(data), thumbhash: Buffer.from(thumbhash).toString('base64') };
}
