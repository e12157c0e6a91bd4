import { photoFormats, pixelCaps, type PhotoFormat, type PhotoFormatName } from '@pinhole/resources';
import { readDeclaredSize } from './read-declared-size.js';
import { PhotoTooLarge } from './upload.errors.js';

/** Refuses by its first bytes what the resizer would refuse by its header, where they say enough: nothing of it is stored then. */
export function refuseTooManyPixels(format: PhotoFormatName, head: Uint8Array): void {
  const size = readDeclaredSize(format, head);
  if (!size) return;
  const { pixelsMax, narrower }: PhotoFormat = photoFormats[format];
  const caps = narrower.filter(({ when }) => size.ways.includes(when)).map((cap) => cap.pixelsMax);
  const most = Math.min(pixelsMax, ...caps);
  if (size.width * size.height > most || Math.max(size.width, size.height) > pixelCaps.sideMax)
    throw new PhotoTooLarge(size, most, pixelCaps.sideMax);
}
