import { Bits } from './bits.fixture.js';
import { Cabac } from './cabac.fixture.js';

/**
 * Writes one HEVC picture without compressing it: each block of 16 by 16 says "samples follow" (PCM) and has them. That is all
 * of the standard's encoder that a test needs, and what decodes it is the same decoder that a phone's photo goes through.
 */
export interface HevcPicture {
  /** For the container's hvcC box: VPS, SPS and PPS, each a NAL unit. */
  readonly parameterSets: readonly Buffer[];
  /** The slice, a NAL unit. */
  readonly slice: Buffer;
}

export type SampleOf = (x: number, y: number) => readonly [luma: number, blueDifference: number, redDifference: number];

const block = 16;

/** Chroma is taken from every second pixel of every second row. */
export function hevcPicture(width: number, height: number, sampleOf: SampleOf): HevcPicture {
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const parameterSets = [
    nal(32, videoParameters()),
    nal(33, sequenceParameters(width, height, columns, rows)),
    nal(34, pictureParameters()),
  ];
  return { parameterSets, slice: nal(19, slice(columns, rows, sampleOf)) };
}

/** A NAL unit: its type, then its bytes, in which no start code may appear. */
function nal(type: number, payload: Buffer): Buffer {
  const escaped = Buffer.alloc(2 + Math.ceil(payload.length * 1.5));
  escaped.writeUInt16BE((type << 9) | 1);
  let at = 2;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      escaped[at++] = 3;
      zeros = 0;
    }
    escaped[at++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return escaped.subarray(0, at);
}

/** Main Still Picture, the highest level. */
function profile(bits: Bits): Bits {
  bits.put(3, 8).put(0x7000_0000, 32);
  return bits.put(0b1001, 4).put(0, 22).put(0, 22).put(186, 8);
}

function videoParameters(): Buffer {
  const bits = new Bits(64).put(0, 4).put(0b11, 2).put(0, 6).put(0, 3).put(1).put(0xffff, 16);
  return profile(bits).put(1).golomb(0, 0, 0).put(0, 6).golomb(0).put(0, 2).end();
}

function sequenceParameters(width: number, height: number, columns: number, rows: number): Buffer {
  const bits = profile(new Bits(64).put(0, 4).put(0, 3).put(1)).golomb(0, 1, columns * block, rows * block);
  bits.put(1).golomb(0, (columns * block - width) >> 1, 0, (rows * block - height) >> 1);
  bits.golomb(0, 0, 0).put(1).golomb(0, 0, 0);
  // Blocks of 8 to 16, transforms of 4 to 16.
  bits.golomb(0, 1, 0, 2, 0, 0).put(0, 3);
  // PCM of 8 bits in blocks of 8 to 16, left alone by filters.
  bits.put(1).put(7, 4).put(7, 4).golomb(0, 1).put(1);
  return bits.golomb(0).put(0, 5).end();
}

function pictureParameters(): Buffer {
  const bits = new Bits(64).golomb(0, 0).put(0, 7).golomb(0, 0, 0).put(0, 3).golomb(0, 0).put(0, 7);
  // No filter over the edges of blocks.
  return bits.put(1).put(0).put(1).put(0, 2).golomb(0).put(0, 2).end();
}

/** The one slice: each block says that it is not split, that samples follow, and whether it is the last. */
function slice(columns: number, rows: number, sampleOf: SampleOf): Buffer {
  const bits = new Bits(64 + columns * rows * (1.5 * block * block + 16));
  // First slice, pictures before it may go, set 0, intra, no change of quality.
  bits.put(1).put(0).golomb(0, 2, 0).put(1).alignWithZeros();
  const coder = new Cabac(bits);
  for (let index = 0; index < columns * rows; index += 1) {
    coder.notSplit();
    coder.terminate(true);
    bits.alignWithZeros();
    samples(bits, (index % columns) * block, Math.floor(index / columns) * block, sampleOf);
    coder.restart();
    coder.terminate(index === columns * rows - 1);
  }
  bits.alignWithZeros();
  return bits.soFar();
}

function samples(bits: Bits, left: number, top: number, sampleOf: SampleOf): void {
  for (let y = 0; y < block; y += 1) for (let x = 0; x < block; x += 1) bits.byte(sampleOf(left + x, top + y)[0]);
  for (const plane of [1, 2] as const)
    for (let y = 0; y < block; y += 2) for (let x = 0; x < block; x += 2) bits.byte(sampleOf(left + x, top + y)[plane]);
}
