import type { VariantFormat } from '@pinhole/contracts';
import type { Encoding } from '@pinhole/resources';
import type { Sharp } from 'sharp';
import { openPixels, type Pixels } from './guarded-sharp.js';

/** Nothing but pixels goes in, so nothing but pixels comes out: where a photo was taken, and by whom, is not among them. */
export function encodeVariant(pixels: Pixels, encoding: Encoding): Promise<Buffer> {
  return encoders[encoding.format](openPixels(pixels), encoding).toBuffer();
}

const encoders: Record<VariantFormat, (pixels: Sharp, encoding: Encoding) => Sharp> = {
  avif: (pixels, { quality, effort }) => pixels.avif({ quality, effort: effort ?? 0, chromaSubsampling: '4:2:0' }),
  webp: (pixels, { quality, effort }) => pixels.webp({ quality, effort: effort ?? 4 }),
  // A JPEG has no alpha: what is transparent was drawn on white, as on paper.
  jpeg: (pixels, { quality, mozjpeg = false }) =>
    pixels.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg, chromaSubsampling: '4:2:0' }),
};
