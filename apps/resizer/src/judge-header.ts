import type { Rejection } from '@pinhole/contracts';
import { photoFormats, pixelCaps, type PhotoFormatName } from '@pinhole/resources';
import type { PictureHeader } from './picture-header.js';
import { rejections } from './rejections.js';

/** The decoder's own limit, too. Cameras and editors write about ten scans. */
export const scansMax = 100;

/** Whether a picture is within what may be decoded, before any of it is. Null: it is. */
export function judgeHeader(header: PictureHeader): Rejection | null {
  const { width, height, frames, scans } = header;
  const pixels = width * height;
  const side = Math.max(width, height);
  const cap = capOf(header);
  if (side > pixelCaps.sideMax) return rejections.sideTooLong(side, pixelCaps.sideMax);
  if (pixels > cap.pixelsMax) return rejections.tooManyPixels(cap.kind, pixels, cap.pixelsMax);
  if (frames > pixelCaps.framesMax) return rejections.tooManyFrames(pixelCaps.framesMax);
  if (frames > 1 && pixels * frames > pixelCaps.animatedPixelsMax)
    return rejections.animationTooLarge(pixels * frames, pixelCaps.animatedPixelsMax);
  if (scans > scansMax) return rejections.tooManyScans(scansMax);
  return null;
}

interface PixelCap {
  readonly pixelsMax: number;
  /** How the answer calls what the cap is for. */
  readonly kind: string;
}

const named: Record<PhotoFormatName, string> = { jpeg: 'a JPEG', png: 'a PNG', webp: 'a WebP', avif: 'an AVIF', gif: 'a GIF' };

/** The cap that fits how the file is written: formats cost the decoder's memory very differently. */
export function capOf({ format, frames, decodedWhole }: PictureHeader): PixelCap {
  if (frames > 1) return { pixelsMax: pixelCaps.animatedCanvasPixelsMax, kind: 'an animation' };
  if (format === 'jpeg' && decodedWhole) return { pixelsMax: pixelCaps.progressivePixelsMax, kind: 'a progressive JPEG' };
  if (format === 'png' && decodedWhole) return { pixelsMax: pixelCaps.interlacedPngPixelsMax, kind: 'an interlaced PNG' };
  return { pixelsMax: photoFormats[format].pixelsMax, kind: named[format] };
}
