import type { PictureHeader } from '../header/picture-header.js';
import type { Want } from './child-messages.js';

const MB = 1_000_000;

/** What any picture takes: pixels of all its sizes, and encoders that work on them beside each other. */
const making: Record<Want, number> = { ladder: 250 * MB, preview: 50 * MB };

/**
 * Bytes a pixel that a decoder holds at its peak, as measured, by how the picture is written. Where it says next to nothing the
 * decoder works from the top and lets go of what it is done with.
 */
function bytesPerPixel({ format, bits, decodedWhole }: PictureHeader): number {
  switch (format) {
    case 'jpeg':
      return decodedWhole ? 3 : 0.1;
    case 'png':
      return decodedWhole ? 6 : 0.1;
    case 'webp':
      return 12;
    case 'gif':
      return 8;
    case 'avif':
      return bits > 8 ? 25 : 18;
    case 'heic':
      return 12;
    default:
      return format satisfies never;
  }
}

/** The memory that making a picture is predicted to take, beyond what an idle child has: file, decoder and encoders. */
export function weighPicture(header: PictureHeader, fileBytes: number, want: Want = 'ladder'): number {
  return making[want] + fileBytes + Math.ceil(header.width * header.height * bytesPerPixel(header));
}
