import { describe, expect, it } from '@jest/globals';
import { scansCountMax } from './picture-header.js';
import { readJpegHeader } from './read-jpeg-header.js';

/** A JPEG whose markers alone are real: enough for whoever decodes nothing. */
function jpegOf(...segments: readonly (readonly number[])[]): Buffer {
  return Buffer.from([0xff, 0xd8, ...segments.flat()]);
}
const startOfFrame = (kind: number, components: number) => [
  0xff,
  kind,
  0,
  8 + 3 * components,
  8,
  0,
  37,
  0,
  61,
  components,
  ...Array<number>(3 * components).fill(1),
];
const startOfScan = (components: number) => [
  0xff,
  0xda,
  0,
  6 + 2 * components,
  components,
  ...Array<number>(2 * components).fill(1),
  0,
  63,
  0,
];
const data = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const endOfImage = [0xff, 0xd9];

describe('the header of a JPEG', () => {
  it('counts the scans, of which each is a pass over the whole picture', () => {
    const scans = Array.from({ length: 7 }, () => [...startOfScan(1), ...data]);
    expect(readJpegHeader(jpegOf(startOfFrame(0xc2, 3), ...scans, endOfImage))).toMatchObject({
      scans: 7,
      decodedWhole: true,
    });
  });

  it('knows a baseline JPEG that is held whole, since it writes its colours one after another', () => {
    const scans = [1, 2, 3].flatMap(() => [startOfScan(1), data]);
    expect(readJpegHeader(jpegOf(startOfFrame(0xc0, 3), ...scans, endOfImage))).toMatchObject({
      scans: 3,
      decodedWhole: true,
    });
  });

  it('leaves off counting a bomb’s scans', () => {
    const scans = Array.from({ length: 5_000 }, () => startOfScan(1));
    expect(readJpegHeader(jpegOf(startOfFrame(0xc2, 3), ...scans))?.scans).toBe(scansCountMax);
  });

  it('does not count what lies behind the end of the picture', () => {
    const second = [0xff, 0xd8, ...startOfFrame(0xc2, 3), ...startOfScan(1)];
    expect(readJpegHeader(jpegOf(startOfFrame(0xc2, 3), startOfScan(3), data, endOfImage, second))?.scans).toBe(1);
  });

  it('steps over a thumbnail and over the bytes that cameras leave between markers', () => {
    const thumbnail = [0xff, 0xd8, ...startOfFrame(0xc0, 1)];
    const app1 = [0xff, 0xe1, 0, 2 + thumbnail.length, ...thumbnail];
    const header = readJpegHeader(jpegOf(app1, [0, 0, 0x17], [0xff, 0xff], startOfFrame(0xc0, 3), startOfScan(3), data));
    expect(header).toMatchObject({ width: 61, height: 37, decodedWhole: false });
  });

  it('is none without a size or a scan', () => {
    expect(readJpegHeader(jpegOf(startOfScan(3), data))).toBeNull();
    expect(readJpegHeader(jpegOf(startOfFrame(0xc0, 3), endOfImage))).toBeNull();
  });
});
