import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { isWide } from './is-wide.js';
import { displayP3, profileOf, wideProfiles } from './profiles.fixture.js';

async function builtIn(name: 'srgb' | 'cmyk'): Promise<Buffer> {
  const one = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  return (await sharp(await one.withIccProfile(name).jpeg().toBuffer()).metadata()).icc!;
}

describe('a profile', () => {
  it.each(wideProfiles)('has colours that sRGB lacks: %s', async (name) => {
    expect(isWide(await profileOf(name))).toBe(true);
  });

  it('has none of them where it is sRGB, however a program has rounded it', async () => {
    expect(isWide(await builtIn('srgb'))).toBe(false);
    expect(isWide(await profileOf('sRGB as a program rounds it'))).toBe(false);
  });

  it('has none that could be told where it has no primaries, or is none', async () => {
    expect(isWide(await builtIn('cmyk'))).toBe(false);
    expect(isWide(undefined)).toBe(false);
    const p3 = await displayP3();
    for (let length = 0; length < p3.length; length += 7) expect(() => isWide(p3.subarray(0, length))).not.toThrow();
    expect(isWide(Buffer.alloc(500, 0xff))).toBe(false);
  });
});
