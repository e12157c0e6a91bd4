import { framesCountMax, piecesMax, type PictureHeader } from './picture-header.js';

const animated = 0x02;

/** Reads a WebP's canvas from its first chunk and, where it says it is an animation, counts the frames behind it. */
export function readWebpHeader(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 30) return null;
  const kind = bytes.toString('latin1', 12, 16);
  const size = sizeIn(kind, bytes.subarray(20));
  if (!size) return null;
  const frames = kind === 'VP8X' && bytes.readUInt8(20) & animated ? countFrames(bytes) : 1;
  return frames === 0 ? null : { format: 'webp', ...size, frames, scans: 1, bands: 4, bits: 8, decodedWhole: false };
}

function sizeIn(kind: string, chunk: Buffer): { width: number; height: number } | null {
  switch (kind) {
    case 'VP8X': // Three bytes each, less one.
      return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1 };
    case 'VP8L': {
      const bits = chunk.readUInt32LE(1); // Fourteen bits each, less one, behind a signature byte.
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ': // Fourteen bits each, behind a frame tag and a start code.
      return { width: chunk.readUInt16LE(6) & 0x3fff, height: chunk.readUInt16LE(8) & 0x3fff };
    default:
      return null;
  }
}

function countFrames(bytes: Buffer): number {
  let frames = 0;
  let at = 12;
  for (let chunks = 0; at + 8 <= bytes.length && frames < framesCountMax; chunks++) {
    if (chunks - frames > piecesMax) return 0;
    if (bytes.toString('latin1', at, at + 4) === 'ANMF') frames++;
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return frames;
}
