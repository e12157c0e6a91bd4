import type { PictureHeader } from './picture-header.js';

/** By the number that says how pixels are written; a palette's are of three. */
const bandsOf: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/** A PNG begins with its IHDR chunk: nothing else has to be looked at, and no compressed text is ever opened. */
export function readPngHeader(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return {
    format: 'png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    frames: 1, // Of an animated PNG the decoder reads the still picture only.
    scans: 1,
    bands: bandsOf[bytes.readUInt8(25)] ?? 4,
    bits: bytes.readUInt8(24),
    decodedWhole: bytes.readUInt8(28) !== 0,
  };
}
