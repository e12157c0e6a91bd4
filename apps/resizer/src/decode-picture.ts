import type { Rejection } from '@pinhole/contracts';
import { openBytes, type Pixels } from './guarded-sharp.js';
import type { OpenedPicture } from './open-picture.js';
import type { Size } from './plan-variants.js';
import { rejections } from './rejections.js';
import { shrinkToSrgb, type Leniency } from './shrink-to-srgb.js';
import { TooSlow } from './too-slow.js';

/** `degraded`: it can be seen, but its end or its profile had to be done without. */
export type Decoded = { readonly pixels: Pixels; readonly degraded: boolean } | { readonly rejection: Rejection };

/** Of a JPEG that ends too early, the part of its rows that must be there: grey fills the rest, and half a photo is none. */
const wholeRowsPart = 0.95;

/**
 * Decodes what can be decoded. To fail on warnings would refuse one real camera file in a hundred, so errors alone count; a
 * profile that makes no sense is left out; and a JPEG may lack its very end.
 */
export async function decodePicture(picture: OpenedPicture, size: Size): Promise<Decoded> {
  const strict = await attempt(picture, size, { failOn: 'error' });
  if ('pixels' in strict) return { ...strict, degraded: false };
  const tooShort = endsEarly(strict.error);
  if (tooShort && !(await isWholeButForItsEnd(picture))) return { rejection: rejections.truncated() };
  if (!tooShort && !picture.colours.hasProfile) return { rejection: rejections.damaged() };
  const lenient = await attempt(picture, size, tooShort ? { failOn: 'none' } : { failOn: 'error', ignoreIcc: true });
  return 'pixels' in lenient ? { ...lenient, degraded: true } : { rejection: rejections.damaged() };
}

async function attempt(picture: OpenedPicture, size: Size, leniency: Leniency): Promise<{ pixels: Pixels } | { error: Error }> {
  try {
    return { pixels: await shrinkToSrgb(picture, size, leniency) };
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith('timeout')) throw new TooSlow({ cause: error });
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
    await openBytes(bytes, { pixelsMax, failOn: 'error', ignoreIcc: true })
      .extract({ left: 0, top: 0, width: stored.width, height: rows })
      .resize({ width: 1, height: 1, fit: 'fill' })
      .raw()
      .toBuffer();
    return true;
  } catch {
    return false;
  }
}
