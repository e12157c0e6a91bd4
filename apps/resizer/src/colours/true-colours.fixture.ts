import sharp from 'sharp';
import { deltaE2000, type Lab } from './delta-e.fixture.js';

/** The longest side at which pictures are compared: so small that an encoder's noise is averaged away. */
const sideMax = 48;

export interface Grid {
  readonly width: number;
  readonly height: number;
}

/** The places at which a picture of this size is compared. */
export function gridOf({ width, height }: Grid): Grid {
  const scale = Math.min(1, sideMax / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** How a picture's colours are understood: shown in sRGB, or in Display P3, or as if it had no profile. */
export type Understanding = 'srgb' | 'p3' | 'bare';

/** Where each primary lies, in CIE XYZ relative to white, D65. */
const toXyz = {
  srgb: [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
  ],
  p3: [
    [0.4866, 0.2657, 0.1982],
    [0.229, 0.6917, 0.0793],
    [0, 0.0451, 1.0439],
  ],
} as const;
const white = [0.9505, 1, 1.089] as const;

/**
 * A picture's colours, upright, on white, by the plain way: sharp converts the whole picture from its profile before it shrinks it.
 * With 16 bits that is to Display P3.
 */
export async function coloursIn(picture: Buffer, as: Understanding, grid: Grid): Promise<Lab[]> {
  const opened = sharp(picture, { limitInputPixels: false, ignoreIcc: as === 'bare' });
  const deep = as === 'p3' ? opened.pipelineColourspace('rgb16').toColourspace('rgb16') : opened.toColourspace('srgb');
  const { data, info } = await deep
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ ...grid, fit: 'fill', fastShrinkOnLoad: false })
    .raw({ depth: as === 'p3' ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const codes = as === 'p3' ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const most = as === 'p3' ? 65_535 : 255;
  return Array.from({ length: grid.width * grid.height }, (_, pixel) => {
    const channel = (index: number) => codes[pixel * info.channels + (info.channels < 3 ? 0 : index)]! / most;
    return labOf([channel(0), channel(1), channel(2)], toXyz[as === 'p3' ? 'p3' : 'srgb']);
  });
}

export function meanDeltaE(one: readonly Lab[], other: readonly Lab[]): number {
  return one.reduce((sum, lab, index) => sum + deltaE2000(lab, other[index]!), 0) / one.length;
}

function labOf(codes: readonly number[], rows: readonly (readonly [number, number, number])[]): Lab {
  const [r = 0, g = 0, b = 0] = codes.map((code) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4));
  const [x = 0, y = 0, z = 0] = rows.map((row, index) => {
    const part = (row[0] * r + row[1] * g + row[2] * b) / white[index]!;
    return part > 216 / 24_389 ? Math.cbrt(part) : (24_389 / 27 / 116) * part + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Whether brightness rises from each place of a 9 by 8 grid to the next. */
export async function dhashOf(picture: Buffer): Promise<bigint> {
  const grey = sharp(picture).greyscale().resize({ width: 9, height: 8, fit: 'fill' });
  const levels = await grey.raw().toBuffer();
  let hash = 0n;
  for (let at = 0; at < 72; at++) if (at % 9 < 8) hash = (hash << 1n) | BigInt(Number(levels[at]) < Number(levels[at + 1]));
  return hash;
}

export function bitsApart(one: bigint, other: bigint): number {
  return [...(one ^ other).toString(2)].filter((bit) => bit === '1').length;
}
