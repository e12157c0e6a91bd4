import { longBytes, openTiff, pointerTo, writeDirectory, type TiffEntry } from './tiff.js';

export interface MadeExif {
  readonly image?: readonly TiffEntry[];
  readonly photo?: readonly TiffEntry[];
  readonly gps?: readonly TiffEntry[];
}

const headerBytes = 8;

/** EXIF of these entries. */
export function exifOf({ image = [], photo = [], gps = [] }: MadeExif, little = true): Buffer {
  const header = Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1');
  const tiff = openTiff(header)!;
  const photoBytes = writeDirectory(tiff, photo, headerBytes);
  const gpsAt = headerBytes + photoBytes.length;
  const gpsBytes = writeDirectory(tiff, gps, gpsAt);
  const imageAt = gpsAt + gpsBytes.length;
  const pointers = [pointerTo(tiff, 0x8769, headerBytes), pointerTo(tiff, 0x8825, gpsAt)];
  return Buffer.concat([
    header,
    longBytes(tiff, imageAt),
    photoBytes,
    gpsBytes,
    writeDirectory(tiff, [...image, ...pointers], imageAt),
  ]);
}

export function ascii(tag: number, text: string): TiffEntry {
  const value = Buffer.from(`${text}\0`);
  return { tag, type: 2, count: value.length, value };
}

export function short(tag: number, number: number, little = true): TiffEntry {
  const value = Buffer.alloc(2);
  if (little) value.writeUInt16LE(number);
  else value.writeUInt16BE(number);
  return { tag, type: 3, count: 1, value };
}

/** Numerators and denominators in turns. */
export function rationals(tag: number, numbers: readonly number[], little = true): TiffEntry {
  const value = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, at) => (little ? value.writeUInt32LE(number, at * 4) : value.writeUInt32BE(number, at * 4)));
  return { tag, type: 5, count: numbers.length / 2, value };
}

/** A directory of so many entries, each of which claims as many values as it can. */
export function bomb(entries: number, bytes: number): Buffer {
  const exif = Buffer.alloc(bytes, 'A');
  exif.write('II*\0', 'latin1');
  exif.writeUInt32LE(headerBytes, 4);
  exif.writeUInt16LE(entries, headerBytes);
  const tags = [0x010f, 0x0110, 0x8769, 0x8825, 0x829a, 0x9003, 0xa434, 1, 2, 3, 4];
  for (let index = 0; index < entries; index++) {
    const at = headerBytes + 2 + index * 12;
    const tag = tags[index] ?? 0xc000 + (index % 0x3000);
    exif.writeUInt16LE(tag, at);
    // Both pointers lead back to this very directory.
    const isPointer = tag === 0x8769 || tag === 0x8825;
    exif.writeUInt16LE(isPointer ? 4 : [5, 2, 4, 1][index % 4]!, at + 2);
    exif.writeUInt32LE(isPointer ? 1 : 0xffffffff, at + 4);
    exif.writeUInt32LE(headerBytes, at + 8);
  }
  return exif;
}
