import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gainMapHeadroom, LeakScanner, withGainMap, type GainMapKind } from '@pinhole/testing';
import sharp, { type Sharp } from 'sharp';
import { furtherPictures } from './multi-picture.js';
import { made } from '../pictures/pictures.fixture.js';
import { readGain } from './read-gain.js';

const kinds: GainMapKind[] = ['android', 'colours', 'apple'];
const grey = (orientation = 1, width = 400, height = 240) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .withMetadata({ orientation })
    .jpeg({ quality: 90 });
const bright = async (kind: GainMapKind = 'android', more?: Buffer) => withGainMap(await grey().toBuffer(), kind, more);

// Another reader of such files, which must not see a stranger's: for what we have written ourselves.
const otherReader = { operation: ['VipsForeignLoadUhdrBuffer'] };
beforeAll(() => sharp.unblock(otherReader));
afterAll(() => sharp.block(otherReader));

/**
 * How much brighter a bright display shows the left and the right end, by the other reader. Between the ends this version of it takes
 * the map's numbers for sRGB's, which they are not.
 */
async function endsOf(file: Buffer): Promise<number[]> {
  const shown = (sharp(file) as unknown as { withGainMap(): Sharp }).withGainMap();
  const { data, info } = await shown.raw({ depth: 'float' }).toBuffer({ resolveWithObject: true });
  const values = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  const row = Math.floor(info.height / 2) * info.width;
  return [0, info.width - 1].map((x) => values[(row + x) * info.channels]! / greyLight);
}

/** How much brighter the middle is meant to be: by the standard's words, of our own numbers. */
async function middleOf(file: Buffer): Promise<number> {
  const [map] = furtherPictures(file);
  const { max, offsetSdr } = readGain(map!)!.gain;
  const { data, info } = await sharp(map).greyscale().raw().toBuffer({ resolveWithObject: true });
  const code = data[Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)]!;
  return ((greyLight + offsetSdr[0]) * 2 ** ((max[0] * code) / 255) - offsetSdr[0]) / greyLight;
}

const greyLight = ((128 / 255 + 0.055) / 1.055) ** 2.4;

describe('the gain map of a photo', () => {
  it.each([
    // Half of its powers of two, and an offset of 1/64 on both sides.
    { kind: 'android' as const, middle: ((greyLight + 1 / 64) * Math.sqrt(gainMapHeadroom) - 1 / 64) / greyLight },
    // Half of video's curve is a quarter of the light.
    { kind: 'apple' as const, middle: 1 + (gainMapHeadroom - 1) * ((0.5 + 0.099) / 1.099) ** (1 / 0.45) },
  ])('is kept in one variant as large as the largest, and means what it meant: $kind', async ({ kind, middle }) => {
    const { hdr, variants } = await made(await bright(kind));
    expect(hdr).toMatchObject({ format: 'jpeg', width: 400, height: 240 });
    const { gainMap } = await sharp(hdr!.bytes).metadata();
    expect(gainMap?.image.length).toBeGreaterThan(100);
    const [left, right] = await endsOf(hdr!.bytes);
    // Within what JPEG rounds, of the picture and of the map.
    for (const [seen, meant] of [
      [left, 1],
      [right, gainMapHeadroom],
      [await middleOf(hdr!.bytes), middle],
    ] as const)
      expect(Math.abs(seen! / meant - 1)).toBeLessThan(0.1);
    for (const { bytes } of variants) expect(furtherPictures(bytes)).toEqual([]);
  });

  it('says the same in both of the ways in which it is said', async () => {
    const [map] = furtherPictures((await made(await bright())).hdr!.bytes);
    const both = readGain(map!);
    const withoutOne = Buffer.from(map!.toString('latin1').replace('urn:iso', 'xxx:iso'), 'latin1');
    expect(readGain(withoutOne)).toEqual(both);
    const withoutOther = Buffer.from(map!.toString('latin1').replace('hdrgm:Version=', 'xxxxx:Version='), 'latin1');
    expect(readGain(withoutOther)).toEqual(both);
  });

  it.each([
    { orientation: 3, size: [400, 240], brightAt: 'left' },
    { orientation: 6, size: [240, 400], brightAt: 'bottom' },
    { orientation: 8, size: [240, 400], brightAt: 'top' },
  ])('is turned with its picture: EXIF orientation $orientation', async ({ orientation, size, brightAt }) => {
    const file = await withGainMap(await grey(orientation).toBuffer(), 'android');
    const { hdr } = await made(file);
    expect([hdr?.width, hdr?.height]).toEqual(size);
    const [map] = furtherPictures(hdr!.bytes);
    const { data, info } = await sharp(map).greyscale().raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => data[Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))]!;
    const edges = { left: at(0, 0.5), right: at(1, 0.5), top: at(0.5, 0), bottom: at(0.5, 1) };
    expect(Object.entries(edges).toSorted(([, a], [, b]) => b - a)[0]?.[0]).toBe(brightAt);
  });

  it('is shrunk with its picture, and no larger than it was', async () => {
    const file = await withGainMap(await grey(1, 6_000, 900).toBuffer(), 'android');
    const { hdr } = await made(file);
    expect([hdr?.width, hdr?.height]).toEqual([2560, 384]);
    expect(await sharp(furtherPictures(hdr!.bytes)[0]).metadata()).toMatchObject({ width: 2560, height: 384 });
    const [ofSmall] = furtherPictures((await made(await bright())).hdr!.bytes);
    expect(await sharp(ofSmall).metadata()).toMatchObject({ width: 200, height: 120 });
  });

  it.each(kinds)('brings nothing along but numbers: %s', async (kind) => {
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 16]), Buffer.from('CANARY-comment')]);
    const file = await bright(kind, comment);
    expect(file.includes('CANARY')).toBe(true);
    const { hdr } = await made(file);
    expect(await new LeakScanner().inPicture('here', hdr!.bytes)).toEqual([]);
  });
});

describe('a file with a gain map', () => {
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif\0\0CANARY--')]);
  const put = (file: Buffer, more: Buffer, at: number) => Buffer.concat([file.subarray(0, at), more, file.subarray(at)]);
  it.each([
    { where: 'before the first picture', plant: (file: Buffer) => put(file, exif, 2) },
    { where: 'in the second picture', plant: (file: Buffer, second: number) => put(file, exif, second + 2) },
    { where: 'between the pictures', plant: (file: Buffer, second: number) => put(file, Buffer.from('hi'), second) },
    { where: 'behind them', plant: (file: Buffer) => put(file, Buffer.from('hi'), file.length) },
    {
      where: 'in the words beside the numbers',
      plant: (file: Buffer) => Buffer.from(file.toString('latin1').replace('rdf:about=""', 'rdf:about="x"'), 'latin1'),
    },
    {
      where: 'in place of a number',
      plant: (file: Buffer) => Buffer.from(file.toString('latin1').replace('>1.000000<', '>somebody<'), 'latin1'),
    },
  ])('keeps no secret from the scanner: $where', async ({ plant }) => {
    const file = (await made(await bright())).hdr!.bytes;
    const second = file.length - furtherPictures(file)[0]!.length;
    expect(await new LeakScanner().inPicture('here', plant(file, second))).not.toEqual([]);
  });
});

describe('a gain map that cannot be kept', () => {
  const cases: Record<string, (file: Buffer) => Buffer> = {
    'has lost its end': (file) => file.subarray(0, -200),
    'is not where the list says': (file) => Buffer.concat([file.subarray(0, 200), Buffer.alloc(9), file.subarray(200)]),
    'promises a brightness that no display has': (file) => changed(file, 'HDRCapacityMax="2"', 'HDRCapacityMax="9e9"'),
    'says no number': (file) => changed(file, 'GainMapMax="2"', 'GainMapMax="x"'),
    'is for a picture that is bright itself': (file) =>
      changed(file, 'hdrgm:Version="1.0"', 'hdrgm:Version="1.0" hdrgm:BaseRenditionIsHDR="True"'),
  };
  /** Of the same length, by means of the spaces behind. */
  const changed = (file: Buffer, one: string, other: string) => {
    const text = file.toString('latin1');
    expect(text).toContain(one);
    const [before, after] = text.replace(one, other).split(' '.repeat(100));
    return Buffer.from(`${before}${' '.repeat(100 + one.length - other.length)}${after}`, 'latin1');
  };
  it.each(Object.keys(cases))('costs its photo nothing: one that %s', async (name) => {
    expect(await made(cases[name]!(await bright()))).toMatchObject({ width: 400, height: 240, degraded: false, hdr: null });
  });

  it('is one of another shape, or none', async () => {
    const [wide, square] = await Promise.all([grey().toBuffer(), grey(1, 400, 400).toBuffer()]);
    const map = (file: Buffer) => file.subarray(-furtherPictures(file)[0]!.length);
    const [ofWide, ofSquare] = await Promise.all([withGainMap(wide, 'android'), withGainMap(square, 'android')]);
    expect((await made(ofSquare)).hdr).not.toBeNull();
    const missing = map(ofSquare).length - map(ofWide).length;
    expect(missing).toBeGreaterThanOrEqual(0);
    const foreign = Buffer.concat([ofSquare.subarray(0, -map(ofSquare).length), map(ofWide), Buffer.alloc(missing)]);
    expect((await made(foreign)).hdr).toBeNull();
    expect((await made(square)).hdr).toBeNull();
  });

  it('is one of three colours, where the photo’s own are not those of its variant', async () => {
    const [plain, wide] = await Promise.all([grey().toBuffer(), grey().withIccProfile('p3').toBuffer()]);
    expect((await made(await withGainMap(plain, 'colours'))).hdr).not.toBeNull();
    expect((await made(await withGainMap(wide, 'android'))).hdr).not.toBeNull();
    expect((await made(await withGainMap(wide, 'colours'))).hdr).toBeNull();
  });
});
