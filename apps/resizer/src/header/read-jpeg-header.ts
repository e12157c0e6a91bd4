import { scansCountMax, piecesMax, type PictureHeader } from './picture-header.js';

const startOfScan = 0xda;
const endOfImage = 0xd9;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly components: number;
  readonly progressive: boolean;
}

/**
 * Walks a JPEG's markers to its size. Where the picture is written in several scans they are counted too, since each is a
 * pass over all pixels: two thousand of them fit in 150 kB. An ordinary JPEG is left at its first scan.
 */
export function readJpegHeader(bytes: Buffer): PictureHeader | null {
  let frame: Frame | null = null;
  let scans = 0;
  let severalScans = false;
  let at = 2;
  for (let segments = 0; segments < piecesMax && scans < scansCountMax; segments++) {
    at = nextMarker(bytes, at);
    const marker = bytes[at];
    if (marker === undefined || marker === endOfImage) break;
    if (standsAlone(marker)) continue;
    if (at + 3 > bytes.length) break;
    if (isStartOfFrame(marker)) frame ??= readFrame(bytes, at);
    if (marker === startOfScan) {
      if (!frame) return null;
      scans++;
      severalScans ||= frame.progressive || (bytes[at + 3] ?? 0) < frame.components;
      if (!severalScans) break;
    }
    at += 1 + bytes.readUInt16BE(at + 1);
  }
  if (!frame || scans === 0) return null;
  const { width, height, bits, components: bands } = frame;
  return { format: 'jpeg', width, height, frames: 1, scans, bands, bits, decodedWhole: severalScans };
}

/** Position of the next marker's code. Between markers lie entropy-coded data, fill bytes, and what cameras leave by mistake. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    const stuffedOrRestart = code === 0 || (code !== undefined && code >= 0xd0 && code <= 0xd7);
    if (code !== 0xff && !stuffedOrRestart) return at + 1;
  }
  return bytes.length;
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || marker === 0xd8;
}

/** C0 to CF but for the three that share their range: DHT, JPG and DAC. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(bytes: Buffer, at: number): Frame | null {
  if (at + 9 > bytes.length) return null;
  return {
    bits: bytes.readUInt8(at + 3),
    height: bytes.readUInt16BE(at + 4),
    width: bytes.readUInt16BE(at + 6),
    components: bytes.readUInt8(at + 8),
    progressive: (bytes.readUInt8(at) & 0x03) === 2,
  };
}
