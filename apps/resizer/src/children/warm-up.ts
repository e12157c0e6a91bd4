import { newestRecipe, photoFormats, type PhotoFormatName } from '@pinhole/resources';
import { openPixels } from '../pictures/guarded-sharp.js';
import { makeVariants } from '../pictures/make-variants.js';

/** Nobody here writes HEIC. Its decoder comes whole with its code. */
const encodable = (Object.keys(photoFormats) as PhotoFormatName[]).filter((name) => name !== 'heic');

const side = { width: 48, height: 32 };
const grey = { ...side, channels: 3, data: Buffer.alloc(side.width * side.height * 3, 0x80) } as const;

/**
 * Decodes a tiny picture of every kind, beside each other, and encodes each of their variants: so every library is loaded and
 * every thread started while that may still be done. Throws where this machine cannot do it.
 */
export async function warmUp(): Promise<void> {
  await Promise.all(encodable.map(tryOut));
}

async function tryOut(format: Exclude<PhotoFormatName, 'heic'>): Promise<void> {
  // With a profile, since converting colours is a library of its own.
  const tiny = await openPixels(grey).withIccProfile('p3').toFormat(format, { effort: 1 }).toBuffer();
  const outcome = await makeVariants(tiny, { recipe: newestRecipe('standard'), now: new Date() });
  if ('rejection' in outcome) throw new Error(`This machine cannot decode ${format}: ${outcome.rejection.detail}`);
}
