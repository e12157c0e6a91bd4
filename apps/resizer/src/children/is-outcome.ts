import { photoResized, rejection, variantFormat } from '@pinhole/contracts';
import { z } from 'zod';
import type { Outcome } from './child-messages.js';

const side = z.int().positive();
const variant = z.looseObject({ width: side, height: side, format: variantFormat, bytes: z.instanceof(Uint8Array) });
const said = photoResized.body;
const metadata = said.pick({ takenAt: true, takenOffset: true, camera: true, exposure: true, location: true });
const placeholder = said.shape.picture.pick({ color: true, thumbhash: true });
const ladder = { width: side, height: side, variants: z.array(variant).max(100), hdr: variant.nullable() };
const made = z.looseObject({ ...ladder, metadata, placeholder, animated: z.boolean(), degraded: z.boolean() });
const outcome = z.union([z.looseObject({ rejection }), made]);

/**
 * Whether an answer is one that our code gives. A child may have been taken over, and widths and formats become the names of
 * objects that everybody can read.
 */
export function isOutcome(answer: unknown): answer is Outcome {
  return outcome.safeParse(answer).success;
}
