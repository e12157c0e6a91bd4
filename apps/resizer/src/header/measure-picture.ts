import { photoFormats } from '@pinhole/resources';
import { openBytes } from '../pictures/guarded-sharp.js';
import type { Size } from '../pictures/plan-variants.js';

/** Decodes a variant of ours to its last pixel and says how large it is; null where it cannot be decoded. */
export async function measurePicture(bytes: Buffer): Promise<Size | null> {
  try {
    const picture = openBytes(bytes, { pixelsMax: photoFormats.jpeg.pixelsMax, failOn: 'error' });
    const { info } = await picture.raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height };
  } catch {
    return null;
  }
}
