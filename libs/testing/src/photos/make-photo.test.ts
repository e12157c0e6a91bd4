import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { uprightCorners } from './draw-upright.js';
import { makePhoto } from './make-photo.js';

const metadata = ['CANARY-gps', 'CANARY-serial', 'CANARY-owner', 'CANARY-artist', 'CANARY-xmp', 'CANARY-behind-the-end'];

/** The colours of the four corners as [red, green, blue], from the upper left one clockwise, after the tag has been obeyed. */
async function cornersOf(bytes: Uint8Array): Promise<number[][]> {
  const { width, height } = (await sharp(bytes).metadata()).autoOrient;
  const side = 10;
  const [right, bottom] = [width - side, height - side];
  const corners = [
    { left: 0, top: 0 },
    { left: right, top: 0 },
    { left: right, top: bottom },
    { left: 0, top: bottom },
  ];
  const upright = await sharp(bytes).autoOrient().removeAlpha().png().toBuffer();
  return Promise.all(
    corners.map(async (corner) => {
      // Written out between: the statistics are of what comes in, before any step of the pipeline.
      const square = await sharp(upright)
        .extract({ ...corner, width: side, height: side })
        .png()
        .toBuffer();
      return (await sharp(square).stats()).channels.map(({ mean }) => mean);
    }),
  );
}

async function expectUpright(bytes: Uint8Array): Promise<void> {
  const seen = await cornersOf(bytes);
  expect(seen.map((corner, index) => isNear(corner, uprightCorners[index]!))).toEqual([true, true, true, true]);
}

/** Within what a lossy encoder changes. */
function isNear(seen: number[], hex: string): boolean {
  return [1, 3, 5].every((from, index) => Math.abs(parseInt(hex.slice(from, from + 2), 16) - seen[index]!) < 24);
}

describe('a made photo', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is the same upright picture with orientation %i', async (orientation) => {
    const bytes = await makePhoto({ width: 300, height: 200, orientation });
    expect((await sharp(bytes).metadata()).orientation ?? 1).toBe(orientation);
    await expectUpright(bytes);
  });

  it.each(['png', 'webp', 'avif'] as const)('is turned in other formats too: %s', async (format) => {
    for (const orientation of [2, 6]) await expectUpright(await makePhoto({ width: 300, height: 200, format, orientation }));
  });

  it('is not made where the format cannot say how to turn it', async () => {
    await expect(makePhoto({ width: 300, height: 200, format: 'gif', orientation: 6 })).rejects.toThrow(RangeError);
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is of the format and size asked for: %s', async (format) => {
    const {
      format: found,
      compression,
      width,
      height,
    } = await sharp(await makePhoto({ width: 300, height: 200, format })).metadata();
    expect([compression === 'av1' ? 'avif' : found, width, height]).toEqual([format, 300, 200]);
  });

  it.each([
    { format: 'jpeg', places: [...metadata, 'CANARY-comment', 'CANARY-iptc'] },
    { format: 'png', places: [...metadata, 'CANARY-text'] },
    { format: 'webp', places: metadata },
    { format: 'avif', places: metadata },
    { format: 'gif', places: ['CANARY-comment', 'CANARY-behind-the-end'] },
  ] as const)('carries a canary wherever $format has a place for one, and is still a picture', async ({ format, places }) => {
    const bytes = Buffer.from(await makePhoto({ width: 300, height: 200, format, canaries: true }));
    // A PNG keeps its XMP compressed.
    const { xmp = '' } = await sharp(bytes).metadata();
    expect(places.filter((place) => !bytes.includes(place) && !xmp.includes(place))).toEqual([]);
    await expectUpright(bytes);
  });

  it('carries the place where it was taken, as numbers that a reader finds', async () => {
    const { exif } = await sharp(await makePhoto({ width: 300, height: 200, canaries: true })).metadata();
    // 60/1 10/1 30/1, whichever end comes first.
    const numbers = [60, 1, 10, 1, 30, 1];
    const written = (method: 'writeUInt32LE' | 'writeUInt32BE') => {
      const place = Buffer.alloc(numbers.length * 4);
      numbers.forEach((number, index) => place[method](number, index * 4));
      return place;
    };
    expect(exif!.includes(written('writeUInt32LE')) || exif!.includes(written('writeUInt32BE'))).toBe(true);
  });

  it('weighs what a camera’s does when it has grain, and is the same each time', async () => {
    const wish = { width: 1200, height: 900, grain: 18 };
    const [smooth, grainy, again] = [await makePhoto({ ...wish, grain: 0 }), await makePhoto(wish), await makePhoto(wish)];
    const bitsPerPixel = (bytes: Uint8Array) => (bytes.byteLength * 8) / (wish.width * wish.height);
    expect(bitsPerPixel(smooth)).toBeLessThan(0.5);
    expect(bitsPerPixel(grainy)).toBeGreaterThan(2);
    expect(bitsPerPixel(grainy)).toBeLessThan(5);
    expect(Buffer.from(grainy).equals(again)).toBe(true);
    await expectUpright(grainy);
  });
});
