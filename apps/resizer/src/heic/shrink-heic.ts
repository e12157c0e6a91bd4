import { letGo } from '@pinhole/service-kit/let-go';
import { convertColoursBy } from '../colours/convert-colours.js';
import { decodeHeic, HeicDamaged } from './decode-heic.js';
import { openPixels, toPixels, type ColouredPixels } from '../pictures/guarded-sharp.js';
import type { OpenedPicture } from '../pictures/open-picture.js';
import type { Size } from '../pictures/plan-variants.js';
import { toneMap } from '../colours/tone-map.js';

/** The one decode of a HEIC: upright, at the size of its largest variant, in its true colours. */
export async function shrinkHeic({ bytes, stored, colours }: OpenedPicture, { width, height }: Size): Promise<ColouredPixels> {
  const whole = decodeHeic(bytes);
  if (whole.width !== stored.width || whole.height !== stored.height) throw new HeicDamaged('another size than it said');
  const shrunk = openPixels(whole).resize({ width, height, fit: 'fill' });
  if (colours.profile) {
    const png = await shrunk.png({ compressionLevel: 0 }).toBuffer();
    letGo(whole.data);
    return convertColoursBy(colours.profile, png);
  }
  const pixels = await toPixels(shrunk);
  letGo(whole.data);
  if (!colours.numbers) return pixels;
  // The decoder hands out 8 bits, whatever there were.
  return toneMap({ ...pixels, data: Uint16Array.from(pixels.data, (value) => value * 257) }, colours.numbers);
}
