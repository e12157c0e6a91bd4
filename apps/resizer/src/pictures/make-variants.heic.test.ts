import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { heicFile, type HeicWish } from '../heic/heic-file.fixture.js';
import { apart, colourAt, made, noise, refusal } from './pictures.fixture.js';

/** Video’s own way to write red, green, blue and white: brightness and two differences, of 16 to 235 and 16 to 240. */
const corners = [
  [81, 90, 240],
  [145, 54, 34],
  [41, 240, 110],
  [235, 128, 128],
] as const;
const [red, green, blue, white] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const;

function cornered(wish: Pick<HeicWish, 'width' | 'height'> & Partial<HeicWish>): Buffer {
  const { width, height } = wish;
  return heicFile({ sampleOf: (x, y) => corners[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, ...wish });
}

async function cornersOf(original: Buffer): Promise<number[][]> {
  const largest = (await made(original)).variants.at(-1)!;
  return Promise.all([0.2, 0.8].flatMap((down) => [0.2, 0.8].map((across) => colourAt(largest, across, down))));
}

async function p3(): Promise<Buffer> {
  const { icc } = await sharp(await noise(9, 9).withIccProfile('p3').png().toBuffer()).metadata();
  return icc!;
}

describe('a HEIC', () => {
  it.each([
    { of: 'one piece', wish: { width: 400, height: 240 } },
    { of: 'sides that are no multiple of anything', wish: { width: 402, height: 238 } },
  ])('becomes a photo in all its sizes: of $of', async ({ wish }) => {
    const photo = await made(cornered(wish));
    expect(photo).toMatchObject({ width: wish.width, height: wish.height, degraded: false });
    expect(photo.variants.map(({ width, format }) => `${width} ${format}`)).toEqual([
      ...['320 avif', '320 jpeg', `${wish.width} avif`, `${wish.width} jpeg`],
    ]);
    (await cornersOf(cornered(wish))).forEach((seen, index) =>
      expect(apart(seen, [red, green, blue, white][index]!)).toBeLessThan(25),
    );
  });

  it('may be put together of tiles, as phones write it', async () => {
    const tiled = heicFile({ width: 500, height: 300, tile: 128, sampleOf: () => [145, 54, 34] });
    expect(await made(tiled)).toMatchObject({ width: 500, height: 300 });
    for (const seen of await cornersOf(tiled)) expect(apart(seen, green)).toBeLessThan(25);
  });

  it.each([
    { turns: 1 as const, size: { width: 240, height: 400 }, upright: [green, white, red, blue] },
    { turns: 2 as const, size: { width: 400, height: 240 }, upright: [white, blue, green, red] },
    { turns: 3 as const, size: { width: 240, height: 400 }, upright: [blue, red, white, green] },
  ])('is turned by its own box, once: $turns quarters', async ({ turns, size, upright }) => {
    const turned = cornered({ width: 400, height: 240, turns });
    expect(await made(turned)).toMatchObject(size);
    (await cornersOf(turned)).forEach((seen, index) => expect(apart(seen, upright[index]!)).toBeLessThan(25));
  });

  it('is converted from its profile, which its decoder does not hand out', async () => {
    // In Display P3 this green is stronger than sRGB can show: its red goes under zero.
    const sampleOf = () => [140, 80, 90] as const;
    const plain = await cornersOf(heicFile({ width: 64, height: 64, sampleOf }));
    const wide = await cornersOf(heicFile({ width: 64, height: 64, sampleOf, icc: await p3() }));
    expect(wide[0]![0]).toBeLessThan(plain[0]![0]! - 15);
  });

  it('is taken as it is where its profile makes no sense', async () => {
    const wish = { width: 64, height: 64, sampleOf: () => [145, 54, 34] as const };
    const [seen] = await cornersOf(heicFile({ ...wish, icc: Buffer.alloc(200, 1) }));
    expect(apart(seen!, green)).toBeLessThan(25);
  });

  it('that ends too early is damaged', async () => {
    const whole = cornered({ width: 400, height: 240 });
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('damaged');
  });
});
