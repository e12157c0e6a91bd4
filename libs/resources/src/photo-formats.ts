/** A way of writing a format that costs its decoder more than others do. */
export type CostlyWay = 'progressive' | 'interlaced' | 'high_bit_depth';

/** A kind of file that we take, with the most pixels (width times height) that we decode of it. */
export interface PhotoFormat {
  readonly type: string;
  readonly extensions: readonly string[];
  readonly pixelsMax: number;
  /** Where it is written in a way that costs more, fewer. */
  readonly narrower: readonly { readonly when: CostlyWay; readonly pixelsMax: number }[];
}

const megapixels = 1_000_000;

/** Caps by what decoding costs in memory, not by what a camera makes. */
export const photoFormats = {
  jpeg: {
    type: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    // Decoded line by line, so that 200 MP phones pass.
    pixelsMax: 268 * megapixels,
    // Decoded whole: 3 bytes a pixel.
    narrower: [{ when: 'progressive', pixelsMax: 120 * megapixels }],
  },
  png: {
    type: 'image/png',
    extensions: ['png'],
    // Line by line too, but its file alone may be 200 MB.
    pixelsMax: 120 * megapixels,
    // Decoded whole: 3 to 8 bytes a pixel.
    narrower: [{ when: 'interlaced', pixelsMax: 50 * megapixels }],
  },
  // 12 bytes a pixel where it is lossless.
  webp: { type: 'image/webp', extensions: ['webp'], pixelsMax: 70 * megapixels, narrower: [] },
  avif: {
    type: 'image/avif',
    extensions: ['avif'],
    // 18 bytes a pixel.
    pixelsMax: 50 * megapixels,
    // 25 bytes a pixel.
    narrower: [{ when: 'high_bit_depth', pixelsMax: 30 * megapixels }],
  },
  // 10 bytes a pixel, and a second for each 12 megapixels. Phones make up to 48 of them.
  heic: { type: 'image/heic', extensions: ['heic', 'heif'], pixelsMax: 50 * megapixels, narrower: [] },
  // 4 to 8 bytes a pixel.
  gif: { type: 'image/gif', extensions: ['gif'], pixelsMax: 120 * megapixels, narrower: [] },
} as const satisfies Record<string, PhotoFormat>;
export type PhotoFormatName = keyof typeof photoFormats;

/** What an operator may switch off. */
export interface PhotoFormatChoice {
  readonly takesHeic: boolean;
}

/** The formats that are taken under such a choice. */
export function formatsTaken({ takesHeic }: PhotoFormatChoice): PhotoFormatName[] {
  return (Object.keys(photoFormats) as PhotoFormatName[]).filter((name) => takesHeic || name !== 'heic');
}

/** Caps that hold whatever the format is. */
export const pixelCaps = {
  /** Of an animation the first frame alone is unpacked, but its decoder walks past all of them: a second for so many. */
  framesMax: 100_000,
  /** No camera makes a longer side; the aspect bombs do. */
  sideMax: 65_000,
} as const;
