import type { VariantFormat } from '@pinhole/contracts';
import type { Encoding } from '@pinhole/resources';
import type { Sharp } from 'sharp';
import { openPixels, type ColouredPixels } from './guarded-sharp.js';

/**
 * Nothing but pixels goes in, so nothing but pixels comes out: where a photo was taken, and by whom, is not among them. AVIF, whose
 * readers all understand it, may be in wider colours, and says so by a profile of sharp's own.
 */
export function encodeVariant(pixels: ColouredPixels, encoding: Encoding): Promise<Buffer> {
  const encode = encoders[encoding.format];
  if (encoding.format !== 'avif' || !pixels.p3) return encode(openPixels(pixels), encoding).toBuffer();
  // What has 16 bits counts as Display P3 already, and is not converted.
  return encode(openPixels(pixels.p3).pipelineColourspace('rgb16').withIccProfile('p3'), encoding).toBuffer();
}

const encoders: Record<VariantFormat, (pixels: Sharp, encoding: Encoding) => Sharp> = {
  avif: (pixels, { quality, effort }) => pixels.avif({ quality, effort: effort ?? 0, chromaSubsampling: '4:2:0' }),
  webp: (pixels, { quality, effort }) => pixels.webp({ quality, effort: effort ?? 4 }),
  // A JPEG has no alpha: what is transparent was drawn on white, as on paper.
  jpeg: (pixels, { quality, mozjpeg = false }) =>
    pixels.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg, chromaSubsampling: '4:2:0' }),
};
