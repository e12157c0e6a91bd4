import { afterAll, describe, expect, it } from '@jest/globals';
import { photoFormats } from '@pinhole/resources';
import { eventually, withGainMap } from '@pinhole/testing';
import sharp, { type Sharp } from 'sharp';
import { heicFile } from '../heic/heic-file.fixture.js';
import { gifOf } from '../pictures/gif-file.fixture.js';
import { odd, peakMemoryOf, SafeBed } from './children.fixture.js';

const { jpeg, png, webp, avif, heic, gif } = photoFormats;
const memoryMax = 1_500_000_000;

/** As many pixels as are let through, less a row, and quickly made: what a decoder holds is by the pixel, not by what is on it. */
function plain(pixels: number, channels: 3 | 4 = 3): Sharp {
  const { width, height } = sidesOf(pixels);
  return sharp({
    create: { width, height, channels, background: { r: 40, g: 80, b: 120, alpha: 0.5 } },
    limitInputPixels: false,
  });
}

function sidesOf(pixels: number): { width: number; height: number } {
  const width = 16_000;
  return { width, height: Math.floor(pixels / width) };
}

/** As wide as the widest variant. */
function tall(height: number): Sharp {
  return sharp({ create: { width: 2_560, height, channels: 3, background: { r: 40, g: 80, b: 120 } }, limitInputPixels: false });
}

/** Its numbers are for PQ, which only a file without loss has a place to say. */
async function brightAvif(pixels: number): Promise<Buffer> {
  const bytes = await tall(Math.floor(pixels / 2_560))
    .avif({ effort: 0, bitdepth: 10, lossless: true })
    .toBuffer();
  bytes.writeUInt16BE(16, bytes.indexOf('nclx') + 6);
  return bytes;
}

/** 16 bits of three colours: twice what is usual. */
const deep = (picture: Sharp) => picture.toColourspace('rgb16');

describe('the largest picture that the caps let through has room in a child', () => {
  const bed = new SafeBed();
  afterAll(() => bed.children.end());

  it.each<{ of: string; bytes: () => Promise<Buffer> | Buffer }>([
    { of: 'a JPEG', bytes: () => plain(jpeg.pixelsMax).jpeg().toBuffer() },
    { of: 'a progressive JPEG', bytes: () => plain(jpeg.narrower[0].pixelsMax).jpeg({ progressive: true }).toBuffer() },
    { of: 'a PNG of 16 bits', bytes: () => deep(plain(png.pixelsMax)).png({ compressionLevel: 1 }).toBuffer() },
    {
      of: 'an interlaced PNG of 16 bits',
      bytes: () => deep(plain(png.narrower[0].pixelsMax, 4)).png({ compressionLevel: 1, progressive: true }).toBuffer(),
    },
    { of: 'a WebP', bytes: () => plain(webp.pixelsMax, 4).webp({ lossless: true, effort: 0 }).toBuffer() },
    { of: 'an AVIF', bytes: () => plain(avif.pixelsMax).avif({ effort: 0 }).toBuffer() },
    { of: 'an AVIF of 10 bits', bytes: () => plain(avif.narrower[0].pixelsMax).avif({ effort: 0, bitdepth: 10 }).toBuffer() },
    {
      of: 'a HEIC',
      bytes: () => heicFile({ ...sidesOf(heic.pixelsMax), tile: 512, sampleOf: (x, y) => [x & 127, y & 127, 128] }),
    },
    {
      of: 'a JPEG in Display P3',
      bytes: () => plain(jpeg.pixelsMax).withIccProfile('p3').jpeg().toBuffer(),
    },
    { of: 'a JPEG in Display P3 of which nothing is shrunk', bytes: () => tall(6_000).withIccProfile('p3').jpeg().toBuffer() },
    {
      of: 'a JPEG with a gain map of a quarter of it',
      bytes: async () =>
        withGainMap(
          await plain(jpeg.pixelsMax / 4)
            .jpeg()
            .toBuffer(),
          'android',
        ),
    },
    { of: 'an AVIF for bright displays of which nothing is shrunk', bytes: () => brightAvif(avif.narrower[0].pixelsMax) },
    { of: 'a GIF', bytes: () => gifOf(1, sidesOf(gif.pixelsMax)) },
    { of: 'an animation', bytes: () => gifOf(8, sidesOf(gif.pixelsMax)) },
  ])(
    'of $of',
    async ({ bytes }) => {
      const outcome = await bed.make(await bytes());
      const peak = Math.max(...bed.children.pids.map(peakMemoryOf));
      expect('rejection' in outcome ? outcome.rejection : 'taken').toBe('taken');
      expect(bed.log).toEqual([]);
      expect(peak).toBeLessThan(memoryMax);
    },
    120_000,
  );

  it('in one that nothing else went through', async () => {
    await using ours = new SafeBed(odd('slow'));
    await ours.make(await plain(1_000_000).jpeg().toBuffer());
    const used = ours.children.pids;
    const making = ours.make(gifOf(1, sidesOf(gif.pixelsMax)));
    const another = await eventually(() => ours.children.pids.find((pid) => !used.includes(pid)), { withinSeconds: 30 });
    expect(await making).not.toHaveProperty('rejection');
    // And it goes: there are as many as there were.
    await eventually(() => !ours.children.pids.includes(another));
    expect(ours.children.pids).toEqual(used);
  }, 120_000);
});
