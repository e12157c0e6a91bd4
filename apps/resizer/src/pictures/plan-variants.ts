import type { VariantFormat } from '@pinhole/contracts';
import type { Encoding, Rung } from '@pinhole/resources';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One size in which a photo is made, and the formats it is written in. */
export interface PlannedRung extends Size {
  readonly encodings: readonly Encoding[];
}

/** The longest side that an encoder takes. A long screenshot is taller than AVIF allows and stays JPEG alone. */
const sideMaxOf: Record<VariantFormat, number> = { avif: 16_384, webp: 16_383, jpeg: 65_500 };

/**
 * So large is a phone's portrait at the widest rung, in pixels. What is larger gets little effort, or a long strip would take its
 * encoder past the deadline.
 */
const slowPixelsMax = 9_000_000;
const effortOfLargeMax = 2;

/**
 * Which sizes a photo gets, smallest first: every rung it can fill, and in place of those it cannot, one at its own width.
 * Never one for which it would be stretched. Heights are counted from the photo itself: counted from rung to rung they
 * drift, and the picture with them.
 */
export function planVariants(upright: Size, ladder: readonly Rung[]): PlannedRung[] {
  return ladder
    .map((rung) => ({ ...rung, width: Math.min(rung.width, upright.width) }))
    .filter((rung, index, rungs) => rung.width !== rungs[index - 1]?.width)
    .map(({ width, encodings }) => {
      const height = Math.max(1, Math.round((upright.height * width) / upright.width));
      const possible = encodings.filter(({ format }) => Math.max(width, height) <= sideMaxOf[format]);
      return { width, height, encodings: width * height > slowPixelsMax ? possible.map(hurried) : possible };
    });
}

function hurried({ effort, ...encoding }: Encoding): Encoding {
  return effort === undefined ? encoding : { ...encoding, effort: Math.min(effort, effortOfLargeMax) };
}
