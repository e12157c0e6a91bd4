import type { Rejection } from '@pinhole/contracts';
import { photoFormats, pixelCaps, type CostlyWay, type PhotoFormat, type PhotoFormatName } from '@pinhole/resources';
import type { PictureHeader } from './picture-header.js';
import { rejections } from '../rejections.js';

/** The decoder's own limit, too. Cameras and editors write about ten scans. */
export const scansMax = 100;

/** Three colours and alpha, or CMYK. More are for satellites, and for whoever looks for a decoder's array that has four places. */
export const bandsMax = 4;

/** Whether a picture is within what may be decoded, before any of it is. Null: it is. */
export function judgeHeader(header: PictureHeader): Rejection | null {
  const { width, height, frames, scans, bands } = header;
  const pixels = width * height;
  const side = Math.max(width, height);
  const cap = capOf(header);
  if (side > pixelCaps.sideMax) return rejections.sideTooLong(side, pixelCaps.sideMax);
  if (pixels > cap.pixelsMax) return rejections.tooManyPixels(cap.kind, pixels, cap.pixelsMax);
  if (frames > pixelCaps.framesMax) return rejections.tooManyFrames(pixelCaps.framesMax);
  if (scans > scansMax) return rejections.tooManyScans(scansMax);
  if (bands > bandsMax) return rejections.tooManyBands(bandsMax);
  return null;
}

interface PixelCap {
  readonly pixelsMax: number;
  /** How the answer calls what the cap is for. */
  readonly kind: string;
}

const named: Record<PhotoFormatName, string> = {
  ...{ jpeg: 'a JPEG', png: 'a PNG', webp: 'a WebP', avif: 'an AVIF', heic: 'a HEIC', gif: 'a GIF' },
};
const namedAs: Record<CostlyWay, (format: PhotoFormatName) => string> = {
  progressive: (format) => `a progressive ${named[format].replace(/^an? /, '')}`,
  interlaced: (format) => `an interlaced ${named[format].replace(/^an? /, '')}`,
  high_bit_depth: (format) => `${named[format]} of more than 8 bits`,
};

/** The cap that fits how the file is written: formats cost the decoder's memory very differently. */
export function capOf(header: PictureHeader): PixelCap {
  const { format } = header;
  const formatCap: PhotoFormat = photoFormats[format];
  const narrower = formatCap.narrower.find(({ when }) => isWritten[when](header));
  if (narrower) return { pixelsMax: narrower.pixelsMax, kind: namedAs[narrower.when](format) };
  return { pixelsMax: formatCap.pixelsMax, kind: named[format] };
}

const isWritten: Record<CostlyWay, (header: PictureHeader) => boolean> = {
  progressive: ({ decodedWhole }) => decodedWhole,
  interlaced: ({ decodedWhole }) => decodedWhole,
  high_bit_depth: ({ bits }) => bits > 8,
};
