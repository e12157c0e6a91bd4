import type { VariantFormat } from '@pinhole/contracts';

export interface Encoding {
  readonly format: VariantFormat;
  readonly quality: number;
  /** libaom's effort, 0 to 9. sharp's default of 4 costs ten times the CPU for an eighth fewer bytes. */
  readonly effort?: number;
}

export interface Rung {
  readonly width: number;
  readonly encodings: readonly Encoding[];
}

const jpeg: Encoding = { format: 'jpeg', quality: 75 };

/** The widths and formats that every photo is made in. AVIF first: fewer bytes and less CPU than WebP. */
export const variantLadder: readonly Rung[] = [
  { width: 320, encodings: [{ format: 'avif', quality: 60, effort: 1 }, jpeg] },
  { width: 640, encodings: [{ format: 'avif', quality: 60, effort: 1 }, jpeg] },
  { width: 1280, encodings: [{ format: 'avif', quality: 60, effort: 0 }, jpeg] },
  { width: 2560, encodings: [{ format: 'avif', quality: 60, effort: 0 }, jpeg] },
];
