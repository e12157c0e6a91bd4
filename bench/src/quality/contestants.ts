import type { Encoding, Recipe } from '@pinhole/resources';
import type { Sharp } from 'sharp';

/** An encoder with its settings, but for the quality that it is asked for. */
export interface Contestant {
  readonly name: string;
  /** Where to begin to look for a score of 75. */
  readonly startQuality: number;
  /** Up to which width anybody would wait for it. */
  readonly widthMax: number;
  encode(picture: Sharp, quality: number): Sharp;
}

const every = Infinity;
const chromaSubsampling = '4:2:0';

/** What all others are compared to. */
export const mozjpeg: Contestant = {
  name: 'mozjpeg',
  startQuality: 75,
  widthMax: every,
  encode: (picture, quality) => picture.jpeg({ quality, mozjpeg: true, chromaSubsampling }),
};

const plainJpeg: Contestant = {
  ...mozjpeg,
  name: 'plain JPEG',
  encode: (picture, quality) => picture.jpeg({ quality, chromaSubsampling }),
};

export function avif(effort: number, widthMax = every): Contestant {
  return {
    name: `AVIF effort ${effort}`,
    startQuality: 60,
    widthMax,
    encode: (picture, quality) => picture.avif({ quality, effort, chromaSubsampling }),
  };
}

function webp(effort: number): Contestant {
  return {
    name: `WebP effort ${effort}`,
    startQuality: 78,
    widthMax: every,
    encode: (picture, quality) => picture.webp({ quality, effort }),
  };
}

/** All that was thought of. The first is the measure of the others. */
export const contestants: readonly Contestant[] = [
  mozjpeg,
  {
    ...mozjpeg,
    name: 'mozjpeg, `optimiseScans: false`',
    encode: (picture, quality) => picture.jpeg({ quality, mozjpeg: true, optimiseScans: false, chromaSubsampling }),
  },
  plainJpeg,
  ...[4, 6].map(webp),
  ...[0, 1, 2, 3].map((effort) => avif(effort)),
  ...[4, 6].map((effort) => avif(effort, 1280)),
];

/** The encoder that one of a recipe's files is written by. */
export function encoderOf({ format, quality, effort = 0, mozjpeg: isSlow }: Encoding): Contestant {
  const encoders: Record<Encoding['format'], Contestant> = {
    avif: avif(effort),
    webp: webp(effort),
    jpeg: isSlow ? mozjpeg : plainJpeg,
  };
  return { ...encoders[format], startQuality: quality };
}

/** That of a recipe's AVIF at this width. */
export function avifOf({ name, rungs }: Recipe, width: number): Contestant {
  const rung = rungs.find((each) => each.width === width);
  const encoding = rung?.encodings.find(({ format }) => format === 'avif');
  if (!encoding) throw new Error(`${name} has no AVIF of ${width}.`);
  return encoderOf(encoding);
}
