import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { exifOf, short } from '../metadata/exif.fixture.js';
import { expectTrueColours } from '../colours/expect-true.fixture.js';
import { heicFile } from '../heic/heic-file.fixture.js';
import { segment } from '../header/jpeg-segments.js';
import { apart, made, storedAs, withProfile } from './pictures.fixture.js';
import { displayP3, profileOf, wideProfiles } from '../colours/profiles.fixture.js';

/** What looks the same in all of these: a colour at each corner, of which sRGB lacks three, and all between. */
const corners = [
  [250, 20, 20],
  [20, 250, 30],
  [90, 80, 70],
  [0, 200, 200],
] as const;

function soft(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < 3; channel += 1) {
        const [right, down] = [x / (width - 1), y / (height - 1)];
        const of = (corner: number) => corners[corner]![channel]!;
        const [top, bottom] = [of(0) * (1 - right) + of(1) * right, of(2) * (1 - right) + of(3) * right];
        data[(y * width + x) * 3 + channel] = top * (1 - down) + bottom * down;
      }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const inPng = async (picture: Sharp, profile: Buffer) => withProfile(await picture.png().toBuffer(), profile);

/** A JPEG, AVIF or WebP gets its profile by way of a PNG: sharp hands it on, and does not convert. */
async function carrying(profile: Buffer, encode: (picture: Sharp) => Sharp, picture = soft(700, 420)): Promise<Buffer> {
  return encode(sharp(await inPng(picture, profile)).keepIccProfile()).toBuffer();
}

describe('an original in wider colours than sRGB has', () => {
  it.each(wideProfiles)('is shown in Display P3 by AVIF, and in sRGB by all else: %s', async (name) => {
    const original = await carrying(await profileOf(name), (picture) => picture.jpeg({ quality: 95 }));
    const { variants } = await made(original);
    expect(variants).toHaveLength(6);
    await expectTrueColours(original, variants, true);
  });

  it.each<{ of: string; encode: (picture: Sharp) => Sharp }>([
    { of: 'PNG', encode: (picture) => picture.png() },
    { of: 'PNG of 16 bits', encode: (picture) => picture.toColourspace('rgb16').png() },
    { of: 'WebP', encode: (picture) => picture.webp({ quality: 95 }) },
    { of: 'AVIF', encode: (picture) => picture.avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4' }) },
  ])('may be written as $of', async ({ encode }) => {
    const original = await carrying(await displayP3(), encode);
    await expectTrueColours(original, (await made(original)).variants, true);
  });

  it.each([3, 6, 7])('is turned in both: EXIF orientation %i', async (orientation) => {
    const stored = storedAs[orientation]!(sharp(await soft(420, 300).png().toBuffer()));
    const jpeg = await carrying(
      await displayP3(),
      (picture) => picture.jpeg({ quality: 95 }),
      sharp(await stored.png().toBuffer()),
    );
    // By sharp it would be written with sRGB's profile.
    const exif = segment(0xe1, 'Exif\0\0', exifOf({ image: [short(0x112, orientation)] }));
    const original = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
    expect(await made(original)).toMatchObject({ width: 420, height: 300 });
    await expectTrueColours(original, (await made(original)).variants, true);
  });

  it('may be transparent', async () => {
    const glass = soft(400, 240).ensureAlpha(0.5);
    const original = await carrying(await displayP3(), (picture) => picture.png(), sharp(await glass.png().toBuffer()));
    const { variants } = await made(original);
    await expectTrueColours(original, variants, true);
    for (const { bytes, format } of variants) expect((await sharp(bytes).metadata()).hasAlpha).toBe(format === 'avif');
  });

  it('keeps in AVIF what sRGB has no number for', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 250, g: 20, b: 20 } } });
    const { variants } = await made(await inPng(red, await displayP3()));
    for (const { bytes, format } of variants) {
      const { data } = await sharp(bytes, { ignoreIcc: true }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(apart([...data.subarray(0, 3)], format === 'avif' ? [250, 20, 20] : [255, 0, 0])).toBeLessThan(12);
    }
  });

  it('may be a HEIC, by its profile or by number', async () => {
    const sampleOf = () => [140, 80, 90] as const;
    const wish = { width: 64, height: 64, sampleOf };
    const p3 = await displayP3();
    for (const [heic, wide] of [
      [heicFile({ ...wish, icc: p3 }), true],
      [heicFile(wish), false],
    ] as const) {
      for (const { bytes, format } of (await made(heic)).variants) {
        const { icc } = await sharp(bytes).metadata();
        expect(icc?.equals(p3)).toBe(wide && format === 'avif' ? true : undefined);
      }
    }
  });

  it('may be an AVIF that names Display P3 by number', async () => {
    const avif = await soft(300, 180).avif({ lossless: true, effort: 0 }).toBuffer();
    avif.writeUInt16BE(12, avif.indexOf('nclx') + 4);
    const same = await inPng(soft(300, 180), await displayP3());
    await expectTrueColours(same, (await made(avif)).variants, true);
  });
});

describe('an original in sRGB', () => {
  it.each([
    { of: 'no profile', bytes: () => soft(400, 300).jpeg().toBuffer() },
    { of: 'a profile of its own', bytes: async () => inPng(soft(400, 300), await profileOf('sRGB as a program rounds it')) },
  ])('has no profile in any variant: of $of', async ({ bytes }) => {
    for (const variant of (await made(await bytes())).variants)
      expect((await sharp(variant.bytes).metadata()).icc).toBeUndefined();
  });
});
