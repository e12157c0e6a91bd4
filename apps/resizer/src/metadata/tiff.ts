/** EXIF as it lies in a file: a TIFF, whose directories hold entries of twelve bytes each. Numbers beyond its end read as 0. */
export interface Tiff {
  readonly bytes: Buffer;
  readonly little: boolean;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
}

/** One entry of a directory, its value in the byte order of the whole. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** Bytes of one value, by type. What is not here is nobody's type, or of no use to us. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 9: 4, 10: 8 };

const long = 4;
const entryBytes = 12;
/** Values as short as this lie in the entry itself. */
const inlineBytesMax = 4;

/** Null for what is no TIFF. In a JPEG it lies behind six bytes "Exif". */
export function openTiff(exif: Buffer): Tiff | null {
  const bytes = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  const little = isLittle(bytes);
  if (little === null) return null;
  return {
    bytes,
    little,
    u16: (at) => (at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    u32: (at) => (at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
  };
}

function isLittle(bytes: Buffer): boolean | null {
  const mark = bytes.toString('latin1', 0, 4);
  return mark === 'II*\0' ? true : mark === 'MM\0*' ? false : null;
}

/** The first entry of a directory with this tag, with no more than its first `countMax` values; null where it makes no sense. */
export function findEntry(tiff: Tiff, directory: number, tag: number, countMax: number): TiffEntry | null {
  const entries = tiff.u16(directory);
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * entryBytes;
    if (at + entryBytes > tiff.bytes.length) return null;
    if (tiff.u16(at) === tag) return readEntry(tiff, at, tag, countMax);
  }
  return null;
}

function readEntry(tiff: Tiff, at: number, tag: number, countMax: number): TiffEntry | null {
  const type = tiff.u16(at + 2);
  const claimed = tiff.u32(at + 4);
  const bytesEach = valueBytes[type];
  if (!bytesEach || claimed === 0) return null;
  const count = Math.min(claimed, countMax);
  const from = claimed * bytesEach <= inlineBytesMax ? at + 8 : tiff.u32(at + 8);
  const value = tiff.bytes.subarray(from, from + count * bytesEach);
  return value.length === count * bytesEach ? { tag, type, count, value } : null;
}

/** The tag, type 4, that says where another directory lies. */
export function pointerTo(tiff: Tiff, tag: number, at: number): TiffEntry {
  return { tag, type: long, count: 1, value: longBytes(tiff, at) };
}

/** Where the entry of this tag points to; null where there is none. */
export function followPointer(tiff: Tiff, directory: number, tag: number): number | null {
  const entry = findEntry(tiff, directory, tag, 1);
  if (entry?.type !== long) return null;
  return tiff.little ? entry.value.readUInt32LE() : entry.value.readUInt32BE();
}

export function longBytes({ little }: Tiff, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}

/** A directory of these entries, with their values behind it, to lie at `at` in a TIFF of the same byte order. */
export function writeDirectory({ little }: Tiff, entries: readonly TiffEntry[], at: number): Buffer {
  // Behind the entries lie four bytes that lead to the next directory: there is none.
  const tableBytes = 2 + entries.length * entryBytes + 4;
  const written = Buffer.alloc(entries.reduce((sum, { value }) => sum + value.length, tableBytes));
  const put16 = (value: number, to: number) => (little ? written.writeUInt16LE(value, to) : written.writeUInt16BE(value, to));
  const put32 = (value: number, to: number) => (little ? written.writeUInt32LE(value, to) : written.writeUInt32BE(value, to));
  put16(entries.length, 0);
  let free = tableBytes;
  entries.forEach(({ tag, type, count, value }, index) => {
    const place = 2 + index * entryBytes;
    put16(tag, place);
    put16(type, place + 2);
    put32(count, place + 4);
    const isInline = value.length <= inlineBytesMax;
    if (!isInline) put32(at + free, place + 8);
    value.copy(written, isInline ? place + 8 : free);
    if (!isInline) free += value.length;
  });
  return written;
}
