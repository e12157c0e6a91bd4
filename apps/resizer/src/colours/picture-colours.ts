import type { Metadata } from 'sharp';
import { p3Profile } from './convert-colours.js';
import type { PictureHeader } from '../header/picture-header.js';
import { bt2020Primaries, hlgTransfer, p3Primaries, pqTransfer, readNclx, type Nclx } from './read-nclx.js';

/** In what colours a picture is coded. */
export interface PictureColours {
  readonly space: string;
  /** The file carries it, so whoever decodes the file hands it on. */
  readonly hasProfile: boolean;
  /** What to convert from: the file's own, or the one that its numbers mean. */
  readonly profile: Buffer | undefined;
  /** Where no profile says it: colours that were made for bright displays, or for wider ones than any profile here. */
  readonly numbers: Nclx | null;
}

/** A profile comes before numbers, as the container's standard has it. */
export async function coloursOf(header: PictureHeader, seen: Metadata, bytes: Buffer): Promise<PictureColours> {
  const { space, hasProfile, icc } = seen;
  const nclx = !icc && (header.format === 'avif' || header.format === 'heic') ? readNclx(bytes) : null;
  const isCoded = nclx?.transfer === pqTransfer || nclx?.transfer === hlgTransfer || nclx?.primaries === bt2020Primaries;
  const isP3 = nclx?.primaries === p3Primaries && !isCoded;
  return { space, hasProfile, profile: isP3 ? await p3Profile : icc, numbers: isCoded ? nclx : null };
}
