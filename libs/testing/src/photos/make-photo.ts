import sharp, { type Exif, type Sharp } from 'sharp';
import { addGrain } from './add-grain.js';
import { canaryMetadata } from './canaries.js';
import { drawUpright } from './draw-upright.js';
import { withLooseCanaries } from './loose-canaries.js';

export type MadeFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

export interface PhotoWish {
  /** In pixels, as stored: orientations from 5 on show it the other way round. */
  width: number;
  height: number;
  format?: MadeFormat;
  /** EXIF orientation, 1 to 8. Shown upright, the corners are always `uprightCorners`. */
  orientation?: number;
  /** Puts strings with CANARY in them wherever the format has a place for what nobody should publish. */
  canaries?: boolean;
  /** Says when, with what and how it was taken, as cameras do. */
  camera?: boolean;
  /** How far from smooth, in steps of 255: a camera's JPEG is as heavy as with 18. Without it a file is far too light to be measured. */
  grain?: number;
  /** Display P3, as phones write it, in place of sRGB. */
  wideColours?: boolean;
}

/** A picture to upload: a soft gradient with a square of its own colour in each corner. */
export async function makePhoto({
  width,
  height,
  format = 'jpeg',
  orientation = 1,
  canaries = false,
  camera = false,
  grain = 0,
  wideColours = false,
}: PhotoWish): Promise<Uint8Array> {
  if (format === 'gif' && orientation !== 1) throw new RangeError('A GIF has no place to say how it is to be turned.');
  const upright = orientation < 5 ? { width, height } : { width: height, height: width };
  const drawn = await drawUpright(upright);
  const stored = await storeTurned(grain > 0 ? await addGrain(drawn, grain) : drawn, orientation);
  const tagged = tag(camera ? stored.withExif(cameraExif) : stored, orientation, canaries);
  const bytes = await encode(wideColours ? tagged.withIccProfile('p3') : tagged, format).toBuffer();
  return canaries ? withLooseCanaries(bytes, format) : bytes;
}

const cameraExif: Exif = {
  IFD0: { Make: 'Pinhole', Model: 'Obscura 1' },
  IFD2: {
    ...{ DateTimeOriginal: '2024:05:01 12:03:04', OffsetTimeOriginal: '+09:00', LensModel: 'Hole 0.3 mm' },
    ...{ ExposureTime: '1/250', FNumber: '28/10', ISOSpeedRatings: '100', FocalLength: '35/1' },
  },
};

/** What undoes each orientation, one after another: a viewer that obeys the tag sees the upright picture again. */
const undoing: Record<number, readonly ((picture: Sharp) => Sharp)[]> = {
  1: [],
  2: [(picture) => picture.flop()],
  3: [(picture) => picture.rotate(180)],
  4: [(picture) => picture.flip()],
  5: [(picture) => picture.rotate(90), (picture) => picture.flop()],
  6: [(picture) => picture.rotate(270)],
  7: [(picture) => picture.rotate(270), (picture) => picture.flop()],
  8: [(picture) => picture.rotate(90)],
};

async function storeTurned(upright: Sharp, orientation: number): Promise<Sharp> {
  let picture = upright;
  for (const turn of undoing[orientation] ?? []) {
    // Each in a pipeline of its own: within one, sharp turns before it mirrors, whatever the order of the calls.
    const { data, info } = await turn(picture).raw().toBuffer({ resolveWithObject: true });
    picture = sharp(data, { raw: info });
  }
  return picture;
}

function tag(picture: Sharp, orientation: number, canaries: boolean): Sharp {
  const tagged = canaries ? picture.withExif(canaryMetadata.exif).withXmp(canaryMetadata.xmp) : picture;
  return orientation === 1 ? tagged : tagged.withMetadata({ orientation });
}

function encode(picture: Sharp, format: MadeFormat): Sharp {
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality: 85 });
    case 'png':
      return picture.png();
    case 'webp':
      return picture.webp({ quality: 85 });
    case 'avif':
      return picture.avif({ quality: 60, effort: 0 });
    case 'gif':
      return picture.gif();
    default:
      return format satisfies never;
  }
}
