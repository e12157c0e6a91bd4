import { visitHeifProperties } from './heif-boxes.js';
import type { PictureHeader } from './picture-header.js';

/**
 * Finds the largest size (`ispe`) and the most bits that any picture, tile or overlay in the file declares. The decoder holds
 * coded data to the size declared for it and tiles to the size of their grid, so this bounds what it will decode.
 */
export function readHeifHeader(format: 'avif' | 'heic', bytes: Buffer): PictureHeader | null {
  let largest = { width: 0, height: 0 };
  let bits = 8;
  visitHeifProperties(bytes, (kind, body) => {
    if (kind === 'ispe' && body.length >= 12) largest = larger(largest, sizeIn(body));
    bits = Math.max(bits, bitsIn(kind, body));
  });
  if (largest.width === 0) return null;
  return { format, ...largest, frames: 1, scans: 1, bands: 3, bits, decodedWhole: false };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeIn(body: Buffer): Size {
  return { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
}

function larger(one: Size, other: Size): Size {
  return one.width * one.height >= other.width * other.height ? one : other;
}

/** What a decoder's settings say of the bits of a channel, and what is said beside them. */
function bitsIn(kind: string, body: Buffer): number {
  if (kind === 'av1C' && body.length >= 3) return body.readUInt8(2) & 0x40 ? (body.readUInt8(2) & 0x20 ? 12 : 10) : 8;
  if (kind === 'hvcC' && body.length >= 19) return 8 + Math.max(body.readUInt8(17) & 7, body.readUInt8(18) & 7);
  if (kind === 'pixi' && body.length >= 5) return Math.max(...body.subarray(5, 5 + body.readUInt8(4)), 0);
  return 0;
}
