import type { VariantFormat } from '@pinhole/contracts';
import { letGo } from '@pinhole/service-kit/let-go';
import { encodeVariant } from './encode-variant.js';
import { openPixels, toPixels, type ColouredPixels, type Pixels } from './guarded-sharp.js';
import { makePlaceholder, type Placeholder } from './make-placeholder.js';
import type { PlannedRung, Size } from './plan-variants.js';

export interface RenderedVariant extends Size {
  readonly format: VariantFormat;
  readonly bytes: Buffer;
}

export interface RenderedLadder {
  readonly variants: RenderedVariant[];
  readonly placeholder: Placeholder;
}

/**
 * Makes every variant, and what is shown before them, out of the pixels of the largest rung, and uses them up. First all sizes,
 * then all encodings beside each other.
 */
export async function renderLadder(largest: ColouredPixels, rungs: readonly PlannedRung[]): Promise<RenderedLadder> {
  const sized: { rung: PlannedRung; pixels: ColouredPixels }[] = [];
  for (const rung of rungs.toReversed())
    sized.unshift({ rung, pixels: await shrinkColoured(sized[0]?.pixels ?? largest, largest, rung) });
  const placeholder = await makePlaceholder(sized[0]?.pixels ?? largest);
  const variants = await Promise.all(
    sized.flatMap(({ rung: { width, height, encodings }, pixels }) =>
      encodings.map(async (encoding) => ({
        format: encoding.format,
        width,
        height,
        bytes: await encodeVariant(pixels, encoding),
      })),
    ),
  );
  // Not where one failed: the others may still read them.
  for (const { data, p3 } of [largest, ...sized.map(({ pixels }) => pixels)])
    for (const each of [data, p3?.data]) if (each) letGo(each);
  return { variants, placeholder };
}

async function shrinkColoured(larger: ColouredPixels, largest: ColouredPixels, size: Size): Promise<ColouredPixels> {
  const srgb = await shrink(larger, largest, size);
  return larger.p3 && largest.p3 ? { ...srgb, p3: await shrink(larger.p3, largest.p3, size) } : srgb;
}

/** From the next larger rung, which is cheap; but straight from the largest where there is alpha, whose rounding would add up. */
async function shrink(larger: Pixels, largest: Pixels, { width, height }: Size): Promise<Pixels> {
  if (larger.width === width && larger.height === height) return larger;
  return toPixels(openPixels(larger.channels === 4 ? largest : larger).resize({ width, height, fit: 'fill' }));
}
