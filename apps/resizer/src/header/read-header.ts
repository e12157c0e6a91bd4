import type { PhotoFormatName } from '@pinhole/resources';
import type { PictureHeader } from './picture-header.js';
import { readGifHeader } from './read-gif-header.js';
import { readHeifHeader } from './read-heif-header.js';
import { readJpegHeader } from './read-jpeg-header.js';
import { readPngHeader } from './read-png-header.js';
import { readWebpHeader } from './read-webp-header.js';

const readers = {
  jpeg: readJpegHeader,
  png: readPngHeader,
  webp: readWebpHeader,
  gif: readGifHeader,
  avif: (bytes) => readHeifHeader('avif', bytes),
  heic: (bytes) => readHeifHeader('heic', bytes),
} as const satisfies Record<PhotoFormatName, (bytes: Buffer) => PictureHeader | null>;

/**
 * Reads size, frames and scans out of the bytes themselves, decoding nothing. Null: the file is damaged.
 *
 * Our own readers, because a decoder's "metadata" already runs code over hostile bytes, and does not tell what costs:
 * scans, interlacing, the sizes of single frames and tiles.
 */
export function readHeader(format: PhotoFormatName, bytes: Buffer): PictureHeader | null {
  const header = readers[format](bytes);
  return header && header.width > 0 && header.height > 0 ? header : null;
}
