import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { apart, colourAt, made, withProfile, type Colour } from './pictures.fixture.js';

const clay: Colour = [180, 130, 100];
const patch = () => sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 180, g: 130, b: 100 } } });

/** Tells the decoder that red is green and green is red. */
function swapRedAndGreen(profile: Buffer): Buffer {
  const swapped = Buffer.from(profile);
  for (const kind of ['XYZ', 'TRC']) {
    const [red, green] = [`r${kind}`, `g${kind}`].map((tag) => profile.indexOf(tag, 128) + 4);
    if (red === undefined || green === undefined) throw new Error('no such tag');
    profile.copy(swapped, red, green, green + 8);
    profile.copy(swapped, green, red, red + 8);
  }
  return swapped;
}

/** A profile as a JPEG carries it. */
function profileSegment(profile: Buffer): Buffer {
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1');
  head.writeUInt16BE(head.length - 2 + profile.length, 2);
  return Buffer.concat([head, profile]);
}

async function displayP3(): Promise<Buffer> {
  const { icc } = await sharp(await patch().withIccProfile('p3').png().toBuffer()).metadata();
  if (!icc) throw new Error('no profile');
  return icc;
}

async function expectColour(original: Buffer, colour: readonly number[], tolerance = 6): Promise<void> {
  for (const variant of (await made(original)).variants) {
    const seen = (await colourAt(variant, 0.5, 0.5)).slice(0, 3);
    expect({ format: variant.format, seen, off: apart(seen, colour) <= tolerance ? 'little' : 'much' }).toMatchObject({
      off: 'little',
    });
  }
}

describe('colours', () => {
  it.each<{ of: string; picture: () => Sharp; tolerance?: number }>([
    { of: 'sRGB', picture: () => patch().png() },
    { of: 'Display P3', picture: () => patch().withIccProfile('p3').png() },
    { of: 'Display P3 as JPEG', picture: () => patch().withIccProfile('p3').jpeg({ quality: 95 }) },
    { of: 'Display P3 in 16 bits', picture: () => patch().toColourspace('rgb16').withIccProfile('p3').png() },
    { of: 'CMYK', picture: () => patch().toColourspace('cmyk').jpeg({ quality: 95 }), tolerance: 14 },
    { of: 'CMYK with its profile', picture: () => patch().withIccProfile('cmyk').jpeg({ quality: 95 }), tolerance: 14 },
  ])('of a photo in $of are shown as they were meant', async ({ picture, tolerance }) => {
    await expectColour(await picture().toBuffer(), clay, tolerance);
  });

  it('of a photo in grey stay grey', async () => {
    const grey = sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } });
    await expectColour(await grey.clone().toColourspace('b-w').png().toBuffer(), [119, 119, 119]);
    await expectColour(await grey.clone().toColourspace('grey16').png().toBuffer(), [119, 119, 119]);
  });

  it('follow a profile that swaps them, which shows that it is obeyed and not just dropped', async () => {
    const original = withProfile(await patch().png().toBuffer(), swapRedAndGreen(await displayP3()));
    const [red, green] = await colourAt((await made(original)).variants[0] ?? { bytes: Buffer.alloc(0) }, 0.5, 0.5);
    expect(Number(green)).toBeGreaterThan(Number(red) + 30);
  });

  it.each([
    { what: 'rubbish', bad: () => Buffer.alloc(500, 0x55) },
    { what: 'cut short', bad: (profile: Buffer) => profile.subarray(0, 200) },
    { what: 'full of impossible counts', bad: (profile: Buffer) => Buffer.from(profile).fill(0x7f, 128, 180) },
  ])('are taken as they are where the profile is $what', async ({ bad }) => {
    await expectColour(withProfile(await patch().png().toBuffer(), bad(await displayP3())), clay);
  });

  it('are converted by a profile that a PNG would not carry', async () => {
    const odd = Buffer.concat([await displayP3(), Buffer.alloc(1)]);
    odd.writeUInt32BE(odd.length);
    const p3 = await patch().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    const bare = await sharp(p3, { ignoreIcc: true }).jpeg({ quality: 95 }).toBuffer();
    const jpeg = Buffer.concat([bare.subarray(0, 2), profileSegment(odd), bare.subarray(2)]);
    await expectColour(jpeg, clay, 4);
  });

  it('behind glass: AVIF keeps what is transparent, JPEG shows it on white', async () => {
    const glass = sharp({ create: { width: 2560, height: 64, channels: 4, background: { r: 0, g: 0, b: 200, alpha: 0.5 } } });
    const { variants } = await made(await glass.png().toBuffer());
    for (const variant of variants) {
      const expected = variant.format === 'avif' ? [0, 0, 200, 128] : [128, 128, 228];
      expect(apart(await colourAt(variant, 0.5, 0.5), expected)).toBeLessThan(4);
    }
  });
});
