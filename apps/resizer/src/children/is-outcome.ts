import { photoPreviewed, photoResized, rejection, variantFormat } from '@pinhole/contracts';
import { z } from 'zod';
import type { Outcomes, Want } from './child-messages.js';

const side = z.int().positive();
const variant = z.looseObject({ width: side, height: side, format: variantFormat, bytes: z.instanceof(Uint8Array) });
const said = photoResized.body;
const previewed = photoPreviewed.body;
const metadata = said.pick({ takenAt: true, takenOffset: true, camera: true, exposure: true, location: true });
const placeholder = said.shape.picture.pick({ color: true, thumbhash: true });
const size = { width: side, height: side };
const ladder = z.looseObject({
  ...{ ...size, variants: z.array(variant).max(100), hdr: variant.nullable(), metadata, placeholder },
  ...{ animated: z.boolean(), degraded: z.boolean() },
});
const preview = z.looseObject({ ...size, variant, placeholder: previewed.shape.picture.pick({ color: true, thumbhash: true }) });
const made = { ladder, preview } satisfies Record<Want, z.ZodType>;
const refused = z.looseObject({ rejection });

/**
 * Whether an answer is one that our code gives. A child may have been taken over, and widths and formats become the names of
 * objects that everybody can read.
 */
export function isOutcome<W extends Want>(want: W, answer: unknown): answer is Outcomes[W] {
  return refused.safeParse(answer).success || made[want].safeParse(answer).success;
}
