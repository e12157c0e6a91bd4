import { framesCountMax, type PictureHeader } from './picture-header.js';

const extension = 0x21;
const image = 0x2c;

/** Walks a GIF from block to block without unpacking any. A frame may reach beyond the screen, and the decoder then grows with it. */
export function readGifHeader(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 13) return null;
  let width = bytes.readUInt16LE(6);
  let height = bytes.readUInt16LE(8);
  let frames = 0;
  let at = 13 + colourTableBytes(bytes.readUInt8(10));
  while (frames < framesCountMax) {
    const kind = bytes[at];
    if (kind === extension) {
      at = skipSubBlocks(bytes, at + 2);
    } else if (kind === image && at + 10 <= bytes.length) {
      frames++;
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at = skipSubBlocks(bytes, at + 11 + colourTableBytes(bytes.readUInt8(at + 9)));
    } else {
      break; // The trailer, the end of the file, or rubbish: what follows is no frame.
    }
  }
  return frames === 0 ? null : { format: 'gif', width, height, frames, scans: 1, bands: 3, bits: 8, decodedWhole: false };
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

/** Data lies in sub-blocks of at most 255 bytes, each behind its length, up to one of length 0. */
function skipSubBlocks(bytes: Buffer, start: number): number {
  let at = start;
  for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
  return at + 1;
}
