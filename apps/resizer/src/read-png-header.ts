import type { PictureHeader } from './picture-header.js';

/** A PNG begins with its IHDR chunk: nothing else has to be looked at, and no compressed text is ever opened. */
export function readPngHeader(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return {
    format: 'png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    frames: 1, // Of an animated PNG the decoder reads the still picture only.
    scans: 1,
    decodedWhole: bytes.readUInt8(28) !== 0,
  };
}
