import type { PhotoFormatName } from '@pinhole/resources';

/** What a file says of itself before a single pixel is decoded. Sides as stored, before any turning. */
export interface PictureHeader {
  readonly format: PhotoFormatName;
  readonly width: number;
  readonly height: number;
  /** 1 unless it is an animation. Counted no further than `framesCountMax`. */
  readonly frames: number;
  /** Passes over the picture in which a JPEG is written; 1 for all else. Counted no further than `scansCountMax`. */
  readonly scans: number;
  /** Channels of a pixel, and bits of a channel. */
  readonly bands: number;
  readonly bits: number;
  /** The decoder has to hold the whole picture at once: a JPEG of several scans, an interlaced PNG. */
  readonly decodedWhole: boolean;
}

/** Over the caps: whoever counts may stop here, so that a bomb is not walked to its end. */
export const framesCountMax = 110_000;
export const scansCountMax = 1_000;

/** Segments, chunks, boxes or blocks that a header reader walks over before it gives the file up as damaged. */
export const piecesMax = 20_000;
