import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { apart, colourAt, cornered, corners, made, noise, refusal, storedAs } from './pictures.fixture.js';

const orientationEntry = Buffer.from([0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]);

/** EXIF's orientation as sharp writes it, changed to one that it would not write. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const at = jpeg.indexOf(orientationEntry);
  if (at < 0) throw new Error('no orientation to change');
  const changed = Buffer.from(jpeg);
  changed.writeUInt16LE(orientation, at + 8);
  return changed;
}

async function cornersOf(variant: { bytes: Buffer }): Promise<number[][]> {
  return Promise.all([0.25, 0.75].flatMap((down) => [0.25, 0.75].map((across) => colourAt(variant, across, down))));
}

async function expectUpright(original: Buffer, width: number, height: number): Promise<void> {
  const photo = await made(original);
  expect(photo).toMatchObject({ width, height });
  for (const variant of photo.variants) {
    const seen = await cornersOf(variant);
    seen.forEach((colour, index) => expect(apart(colour, corners[index] ?? [])).toBeLessThan(20));
  }
}

describe('a photo', () => {
  it.each(Object.keys(storedAs).map(Number))('comes out upright from EXIF orientation %i', async (orientation) => {
    const stored = await storedAs[orientation]?.(cornered(400, 240)).png().toBuffer();
    const jpeg = await sharp(stored).withMetadata({ orientation }).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    await expectUpright(jpeg, 400, 240);
  });

  it.each([0, 9, 255, 65_535])('is not turned by orientation %i, which means nothing', async (orientation) => {
    const jpeg = await cornered(400, 240).withMetadata({ orientation: 6 }).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    await expectUpright(withOrientation(jpeg, orientation), 400, 240);
  });

  it('that is an AVIF is turned once, by its own box, though EXIF says the same again', async () => {
    const stored = await storedAs[6]?.(cornered(400, 240)).png().toBuffer();
    const avif = await sharp(stored).withMetadata({ orientation: 6 }).avif({ effort: 0 }).toBuffer();
    expect([avif.includes('irot'), avif.includes(orientationEntry)]).toEqual([true, true]);
    await expectUpright(avif, 400, 240);
  });

  it('that is an AVIF is not turned by EXIF alone', async () => {
    const avif = await cornered(400, 240).withMetadata({ orientation: 6 }).avif({ effort: 0 }).toBuffer();
    avif.writeUInt8(0, avif.indexOf('irot') + 4);
    await expectUpright(avif, 400, 240);
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may be a %s', async (format) => {
    const photo = await made(await cornered(700, 500).toFormat(format).toBuffer());
    expect(photo.variants.map(({ width, height, format: written }) => `${width}x${height} ${written}`)).toEqual([
      ...['320x229 avif', '320x229 jpeg', '640x457 avif', '640x457 jpeg', '700x500 avif', '700x500 jpeg'],
    ]);
  });

  it('has every variant in the very size and format that it is said to have', async () => {
    for (const { bytes, width, height, format } of (await made(await noise(1300, 901).jpeg().toBuffer())).variants) {
      const seen = await sharp(bytes).metadata();
      expect([seen.width, seen.height, seen.mediaType]).toEqual([width, height, `image/${format}`]);
    }
  });

  it.each([
    { of: '16 bits', bytes: () => cornered(90, 60).toColourspace('rgb16').png() },
    { of: 'interlaced lines', bytes: () => cornered(90, 60).png({ progressive: true }) },
    { of: 'a palette', bytes: () => cornered(90, 60).png({ palette: true }) },
    { of: 'several scans', bytes: () => cornered(90, 60).jpeg({ progressive: true }) },
  ])('may be of $of', async ({ bytes }) => {
    await expectUpright(await bytes().toBuffer(), 90, 60);
  });

  it('that is an animation gives its first frame', async () => {
    const frames = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#f00', pageHeight: 30 } })
      .composite([
        {
          input: await sharp({ create: { width: 40, height: 30, channels: 3, background: '#00f' } })
            .png()
            .toBuffer(),
          top: 30,
          left: 0,
        },
      ])
      .gif()
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBe(2);
    const { variants, ...photo } = await made(frames);
    expect(photo).toMatchObject({ width: 40, height: 30, animated: true });
    for (const variant of variants) expect(apart(await colourAt(variant, 0.5, 0.5), [255, 0, 0])).toBeLessThan(8);
  });

  it('that is an AVIF of several frames gives the one it shows as a still', async () => {
    const avif = await cornered(90, 60).avif({ effort: 0 }).toBuffer();
    expect((await made(avif)).animated).toBe(false);
    avif.write('avis', 8);
    expect(await made(avif)).toMatchObject({ width: 90, height: 60, animated: true });
  });

  it.each([
    { of: 'very wide', width: 30_000, height: 2, variants: 8, last: '2560x1' },
    { of: 'very tall', width: 2, height: 30_000, variants: 1, last: '2x30000' },
    { of: 'a single pixel', width: 1, height: 1, variants: 2, last: '1x1' },
    { of: 'as tall as AVIF allows', width: 300, height: 16_384, variants: 2, last: '300x16384' },
    { of: 'taller than AVIF allows', width: 300, height: 16_385, variants: 1, last: '300x16385' },
  ])('may be $of', async ({ width, height, variants, last }) => {
    const photo = await made(
      await sharp({ create: { width, height, channels: 3, background: '#246' } })
        .png()
        .toBuffer(),
    );
    expect(photo.variants).toHaveLength(variants);
    expect(photo.variants.map((variant) => `${variant.width}x${variant.height}`).at(-1)).toBe(last);
  });
});

describe('what cannot be decoded', () => {
  const whole = () => noise(400, 1_000).jpeg({ quality: 90 }).toBuffer();

  it('may be a JPEG that lacks its very end, and is then known to be degraded', async () => {
    const jpeg = await whole();
    expect((await made(jpeg)).degraded).toBe(false);
    expect((await made(jpeg.subarray(0, jpeg.length * 0.99))).degraded).toBe(true);
  });

  it.each([0.5, 0.8])('is not a photo with grey below: cut at %f', async (part) => {
    const jpeg = await whole();
    expect(await refusal(jpeg.subarray(0, jpeg.length * part))).toBe('truncated');
  });

  it.each(['png', 'webp', 'avif', 'gif'] as const)('is damaged: half a %s', async (format) => {
    const bytes = await noise(200, 200).toFormat(format).toBuffer();
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toBe('damaged');
  });

  it('is damaged: the head of a JPEG without its body', async () => {
    expect(await refusal(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('damaged');
  });

  it.each(['', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'II*\0\x08\0\0\0', '<html>', 'PK\x03\x04'])(
    'is not a photo: %j',
    async (text) => {
      expect(await refusal(Buffer.from(text, 'latin1'))).toBe('unsupported_format');
    },
  );

  it('is refused by its header alone, however little the file weighs', async () => {
    const bomb = await sharp({ create: { width: 12_001, height: 10_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const before = process.cpuUsage();
    expect(await refusal(bomb)).toBe('too_many_pixels');
    expect(process.cpuUsage(before).user).toBeLessThan(100_000);
  });
});
