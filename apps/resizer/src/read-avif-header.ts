import { piecesMax, type PictureHeader } from './picture-header.js';

/** The boxes on the way to the sizes, outermost first, with the bytes that stand before the boxes inside. */
const path: readonly { readonly kind: string; readonly skip: number }[] = [
  { kind: 'meta', skip: 4 },
  { kind: 'iprp', skip: 0 },
  { kind: 'ipco', skip: 0 },
];

/**
 * Finds the largest size (`ispe`) that any picture, tile or overlay in the file declares. The decoder holds AV1 data to the
 * size declared for it and tiles to the size of their grid, so this bounds what it will decode.
 */
export function readAvifHeader(bytes: Buffer): PictureHeader | null {
  let largest = { width: 0, height: 0 };
  let boxes = 0;
  const walk = (start: number, end: number, depth: number): void => {
    for (let at = start; at + 8 <= end && ++boxes < piecesMax;) {
      const { kind, body, next } = boxAt(bytes, at, end);
      if (kind === path[depth]?.kind) walk(body + path[depth].skip, next, depth + 1);
      if (kind === 'ispe' && depth === path.length && body + 12 <= next) largest = larger(largest, sizeAt(bytes, body));
      at = next;
    }
  };
  walk(0, bytes.length, 0);
  return largest.width === 0 ? null : { format: 'avif', ...largest, frames: 1, scans: 1, decodedWhole: false };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeAt(bytes: Buffer, body: number): Size {
  return { width: bytes.readUInt32BE(body + 4), height: bytes.readUInt32BE(body + 8) };
}

function larger(one: Size, other: Size): Size {
  return one.width * one.height >= other.width * other.height ? one : other;
}

/** A box is its length, its kind and its body; length 1 means that a long one follows, 0 "to the end". */
function boxAt(bytes: Buffer, at: number, end: number): { kind: string; body: number; next: number } {
  const kind = bytes.toString('latin1', at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  const long = short === 1 && at + 16 <= end;
  const length = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short;
  return { kind, body: at + (long ? 16 : 8), next: Math.min(end, at + Math.max(length, 8)) };
}
