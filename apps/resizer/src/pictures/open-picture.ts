import type { Metadata } from 'sharp';
import { openBytes } from './guarded-sharp.js';
import { capOf } from '../header/judge-header.js';
import { coloursOf, type PictureColours } from '../colours/picture-colours.js';
import type { PictureHeader } from '../header/picture-header.js';
import type { Size } from './plan-variants.js';

/** A picture whose header was judged, with what the decoder says of it. Nothing is decoded yet. */
export interface OpenedPicture {
  readonly bytes: Buffer;
  readonly header: PictureHeader;
  readonly pixelsMax: number;
  /** Sides as stored, and as displayed. */
  readonly stored: Size;
  readonly upright: Size;
  /** EXIF's, of a JPEG: 1 of all else, which the decoder turns by itself. */
  readonly orientation: number;
  readonly colours: PictureColours;
  readonly exif: Buffer | undefined;
  readonly xmp: Buffer | undefined;
}

/** Null: the decoder cannot make sense of the file's header, or sees a larger picture in it than the one judged. */
export async function openPicture(bytes: Buffer, header: PictureHeader): Promise<OpenedPicture | null> {
  const { pixelsMax } = capOf(header);
  let seen: Metadata;
  try {
    seen = await openBytes(bytes, { pixelsMax, failOn: 'error' }).metadata();
  } catch {
    return null;
  }
  if (seesMoreThan(header, seen)) return null;
  return {
    bytes,
    header,
    pixelsMax,
    stored: { width: seen.width, height: seen.height },
    // For AVIF and HEIC this is the stored size: its own boxes turn it, the decoder obeys them, and EXIF's word no longer counts.
    upright: seen.autoOrient,
    orientation: header.format === 'jpeg' ? (seen.orientation ?? 1) : 1,
    colours: await coloursOf(header, seen, bytes),
    exif: seen.exif,
    xmp: seen.xmp,
  };
}

/** Two readers of one file may disagree, and a hostile file is where they do: what was judged must be what is decoded. */
function seesMoreThan(header: PictureHeader, seen: Metadata): boolean {
  return (
    seen.width * seen.height > header.width * header.height ||
    Math.max(seen.width, seen.height) > Math.max(header.width, header.height) ||
    (seen.isProgressive && !header.decodedWhole) ||
    ((seen.pages ?? 1) > 1 && header.format === 'webp' && header.frames === 1)
  );
}
