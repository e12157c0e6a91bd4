import { findEntry, followPointer, longBytes, openTiff, pointerTo, writeDirectory, type Tiff, type TiffEntry } from './tiff.js';

/** The longest value that is handed on, as text or as whatever type it claims to have. */
const valueBytesMax = 256;

/** The tags that are read, by directory, and how many values of each: of text, how many bytes. */
const imageTags = { make: [0x010f, valueBytesMax], model: [0x0110, valueBytesMax] } as const;
const photoTags = {
  exposureTime: [0x829a, 1],
  fNumber: [0x829d, 1],
  isoSpeedRatings: [0x8827, 1],
  recommendedExposureIndex: [0x8832, 1],
  dateTimeOriginal: [0x9003, 20],
  offsetTimeOriginal: [0x9011, 7],
  focalLength: [0x920a, 1],
  lensModel: [0xa434, valueBytesMax],
} as const;
const gpsTags = { latitudeRef: [1, 2], latitude: [2, 3], longitudeRef: [3, 2], longitude: [4, 3] } as const;

const photoPointer = 0x8769;
const gpsPointer = 0x8825;
const headerBytes = 8;

/**
 * The tag under which DateTimeOriginal is handed on: nobody's. Under its own the library makes a date of it, and of 30
 * February the first of March.
 */
export const dateTimeOriginalText = 0xfde8;

/**
 * An EXIF of nothing but the tags that are read; null where there is none.
 *
 * A general reader makes a value of everything that EXIF claims: of 5,000 entries with 64 kB each in 15 s and 3 GB, and it is
 * only in a JPEG that EXIF ends at 64 kB. What a reader gets from here is less than two kilobytes, whatever came in; and whose
 * the camera is, and its number, are not in it.
 */
export function pickExif(exif: Buffer): Buffer | null {
  const tiff = openTiff(exif);
  if (!tiff) return null;
  const first = tiff.u32(4);
  const photo = writeDirectory(tiff, pick(tiff, followPointer(tiff, first, photoPointer), photoTags).map(renamed), headerBytes);
  const gpsAt = headerBytes + photo.length;
  const gps = writeDirectory(tiff, pick(tiff, followPointer(tiff, first, gpsPointer), gpsTags), gpsAt);
  const imageAt = gpsAt + gps.length;
  const pointers = [pointerTo(tiff, photoPointer, headerBytes), pointerTo(tiff, gpsPointer, gpsAt)];
  const image = writeDirectory(tiff, [...pick(tiff, first, imageTags), ...pointers], imageAt);
  return Buffer.concat([tiff.bytes.subarray(0, 4), longBytes(tiff, imageAt), photo, gps, image]);
}

type Tags = Readonly<Record<string, readonly [tag: number, countMax: number]>>;

function pick(tiff: Tiff, directory: number | null, tags: Tags): TiffEntry[] {
  if (directory === null) return [];
  return Object.values(tags)
    .flatMap(([tag, countMax]) => findEntry(tiff, directory, tag, countMax) ?? [])
    .filter(({ value }) => value.length <= valueBytesMax);
}

function renamed(entry: TiffEntry): TiffEntry {
  return entry.tag === photoTags.dateTimeOriginal[0] ? { ...entry, tag: dateTimeOriginalText } : entry;
}
