export interface JpegSegment {
  readonly marker: number;
  readonly body: Buffer;
  /** Of the body, in the file. */
  readonly at: number;
}

const startOfScan = 0xda;
/** Cameras write thirty before their picture begins, of which most are the pieces of a long XMP. */
const segmentsMax = 1_000;

/** What stands in a JPEG before its picture. Ends where it makes no sense. */
export function* segmentsOf(jpeg: Buffer): Generator<JpegSegment> {
  for (let at = 2, count = 0; at + 4 <= jpeg.length && count < segmentsMax; count += 1) {
    const marker = jpeg[at + 1]!;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at] !== 0xff || marker === startOfScan || end > jpeg.length) return;
    yield { marker, body: jpeg.subarray(at + 4, end), at: at + 4 };
    at = end;
  }
}

/** A segment to be put in. */
export function segment(marker: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** By marker and first words: who wrote a segment, and for whom. */
export const labels = {
  xmp: { marker: 0xe1, words: 'http://ns.adobe.com/xap/1.0/\0' },
  gain: { marker: 0xe2, words: 'urn:iso:std:iso:ts:21496:-1\0' },
  pictures: { marker: 0xe2, words: 'MPF\0' },
} as const;

/** The first segment under a label, without its words. */
export function labelled(
  jpeg: Buffer,
  { marker, words }: (typeof labels)[keyof typeof labels],
): Omit<JpegSegment, 'marker'> | null {
  for (const { body, at, marker: found } of segmentsOf(jpeg))
    if (found === marker && body.toString('latin1', 0, words.length) === words)
      return { body: body.subarray(words.length), at: at + words.length };
  return null;
}
