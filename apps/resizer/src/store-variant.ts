import { mediaTypeOf, type ObjectKey, type StoredVariant } from '@pinhole/contracts';
import type { Variants } from '@pinhole/object-store';
import { cacheControl } from '@pinhole/resources';
import type { RenderedVariant } from './pictures/render-ladder.js';

/** Puts a picture where everybody can read it, to be kept for ever. Returns how it is told of. */
export async function storeVariant(
  variants: Variants,
  objectKey: ObjectKey,
  { format, width, height, bytes }: RenderedVariant,
): Promise<StoredVariant> {
  await variants.put(objectKey, bytes, { contentType: mediaTypeOf[format], cacheControl: cacheControl.immutable });
  return { format, width, height, bytes: bytes.length, objectKey };
}
