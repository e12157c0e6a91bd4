/** A kind of file that we take, with the most pixels (width times height) that we decode of it. */
export interface PhotoFormat {
  readonly type: string;
  readonly extensions: readonly string[];
  readonly pixelsMax: number;
}

const megapixels = 1_000_000;

/**
 * Caps by what decoding costs in memory, not by what a camera makes: an AVIF needs 18 to 25 bytes a pixel, a progressive
 * JPEG 3 (cap `progressivePixelsMax`), a baseline JPEG next to nothing, so that 200 MP phones pass.
 */
export const photoFormats = {
  jpeg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], pixelsMax: 268 * megapixels },
  png: { type: 'image/png', extensions: ['png'], pixelsMax: 120 * megapixels },
  webp: { type: 'image/webp', extensions: ['webp'], pixelsMax: 120 * megapixels },
  avif: { type: 'image/avif', extensions: ['avif'], pixelsMax: 50 * megapixels },
  gif: { type: 'image/gif', extensions: ['gif'], pixelsMax: 120 * megapixels },
} as const satisfies Record<string, PhotoFormat>;
export type PhotoFormatName = keyof typeof photoFormats;

/** Narrower caps for the costly ways of writing a format. */
export const pixelCaps = {
  /** A progressive JPEG is decoded whole: 3 bytes a pixel. */
  progressivePixelsMax: 120 * megapixels,
  /** So is an interlaced PNG, at 6. */
  interlacedPngPixelsMax: 50 * megapixels,
  /** Canvas of an animation, and canvas times frames. We take the first frame only, but a decoder may walk them all. */
  animatedCanvasPixelsMax: 25 * megapixels,
  animatedPixelsMax: 200 * megapixels,
  framesMax: 500,
  /** No camera makes a longer side; the aspect bombs do. */
  sideMax: 65_000,
} as const;
