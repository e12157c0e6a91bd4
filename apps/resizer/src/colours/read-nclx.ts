import { visitHeifProperties } from '../header/heif-boxes.js';

/** A picture's colours by number, as ITU-T H.273 counts them. */
export interface Nclx {
  readonly primaries: number;
  readonly transfer: number;
}

/** What those numbers mean that are no sRGB, or look like it. */
export const p3Primaries = 12;
export const bt2020Primaries = 9;
export const pqTransfer = 16;
export const hlgTransfer = 18;

/** How an AVIF or a HEIC names its colours where it has no profile: the first to be named, which is the picture's, before its helpers'. */
export function readNclx(bytes: Buffer): Nclx | null {
  let found: Nclx | null = null;
  visitHeifProperties(bytes, (kind, body) => {
    if (kind === 'colr' && body.length >= 8 && body.toString('latin1', 0, 4) === 'nclx')
      found ??= { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
  });
  return found;
}
