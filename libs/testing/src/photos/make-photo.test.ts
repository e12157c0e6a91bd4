import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { uprightCorners } from './draw-upright.js';
import { makePhoto } from './make-photo.js';

/** The colours of the four corners as #rrggbb, from the upper left one clockwise, after the tag has been obeyed. */
async function cornersOf(bytes: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(bytes).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const inset = 8;
  const at = (x: number, y: number) =>
    `#${data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3).toString('hex')}`;
  const [right, bottom] = [info.width - 1 - inset, info.height - 1 - inset];
  return [at(inset, inset), at(right, inset), at(right, bottom), at(inset, bottom)];
}

/** Within what a lossy encoder changes. */
function near(a: string, b: string): boolean {
  const parts = (colour: string) => [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
  return parts(a).every((part, index) => Math.abs(part - (parts(b)[index] ?? NaN)) < 24);
}

describe('a made photo', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is the same upright picture with orientation %i', async (orientation) => {
    const bytes = await makePhoto({ width: 300, height: 200, orientation });
    expect((await sharp(bytes).metadata()).orientation ?? 1).toBe(orientation);
    const corners = await cornersOf(bytes);
    expect(corners.map((corner, index) => near(corner, uprightCorners[index] ?? ''))).toEqual([true, true, true, true]);
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

  it.each(['jpeg', 'png', 'webp'] as const)('carries its canaries where metadata lies: %s', async (format) => {
    const bytes = Buffer.from(await makePhoto({ width: 300, height: 200, format, canaries: true }));
    const { exif, xmp } = await sharp(bytes).metadata();
    expect([exif?.includes('CANARY-gps'), xmp?.includes('CANARY-xmp'), bytes.includes('CANARY-behind')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
