import type { Rejection } from '@pinhole/contracts';
import { isOutOfMemory } from '../children/is-out-of-memory.js';
import { HeicDamaged } from '../heic/decode-heic.js';
import { openBytes, type ColouredPixels } from './guarded-sharp.js';
import type { OpenedPicture } from './open-picture.js';
import type { Size } from './plan-variants.js';
import { rejections } from '../rejections.js';
import { shrinkToSrgb, type Care } from '../colours/shrink-to-srgb.js';

/** `degraded`: it can be seen, but it had no end. */
export type Decoded = { readonly pixels: ColouredPixels; readonly degraded: boolean } | { readonly rejection: Rejection };

/** Of a JPEG that ends too early, the part of its rows that must be there: grey fills the rest, and half a photo is none. */
const wholeRowsPart = 0.95;

/**
 * Decodes what can be decoded. To fail on warnings would refuse one real camera file in a hundred, so errors alone count; a
 * profile that PNG does not carry is left to the decoder, which leaves out what makes no sense; and a JPEG may lack its very
 * end.
 */
export async function decodePicture(picture: OpenedPicture, size: Size): Promise<Decoded> {
  const first = await attempt(picture, size, { failOn: 'error', convert: 'small' });
  if ('pixels' in first) return { ...first, degraded: false };
  // There is but one way to decode a HEIC.
  if (picture.header.format === 'heic') return { rejection: rejections.damaged() };
  const degraded = endsEarly(first.error);
  if (degraded && !(await isWholeButForItsEnd(picture))) return { rejection: rejections.truncated() };
  const second = await attempt(picture, size, { failOn: degraded ? 'none' : 'error', convert: 'large' });
  return 'pixels' in second ? { ...second, degraded } : { rejection: rejections.damaged() };
}

async function attempt(picture: OpenedPicture, size: Size, care: Care): Promise<{ pixels: ColouredPixels } | { error: Error }> {
  try {
    return { pixels: await shrinkToSrgb(picture, size, care) };
  } catch (error) {
    // That is no fault of the picture's, and not for us to answer.
    if (!(error instanceof Error) || isOutOfMemory(error.message)) throw error;
    // A decoder that broke down would fail at every HEIC after this one: it has to go with its process.
    if (picture.header.format === 'heic' && !(error instanceof HeicDamaged)) throw error;
    return { error };
  }
}

function endsEarly({ message }: Error): boolean {
  return message.includes('premature end of JPEG image');
}

/** Decodes the upper rows strictly: a decoder that works from the top gets through them before it meets the end. */
async function isWholeButForItsEnd({ bytes, pixelsMax, stored }: OpenedPicture): Promise<boolean> {
  const rows = Math.floor(stored.height * wholeRowsPart);
  if (rows === 0) return false;
  try {
    await openBytes(bytes, { pixelsMax, failOn: 'error' })
      .extract({ left: 0, top: 0, width: stored.width, height: rows })
      .resize({ width: 1, height: 1, fit: 'fill' })
      .raw()
      .toBuffer();
    return true;
  } catch {
    return false;
  }
}
