import { describe, expect, it } from '@jest/globals';
import { photoPreviewed } from '@pinhole/contracts';
import sharp from 'sharp';
import { thumbHashToRGBA } from 'thumbhash';
import { dominantColour } from './dominant-colour.js';
import { apart, cornered, corners, made, noise } from './pictures.fixture.js';

const fields = photoPreviewed.body.shape.picture.shape;

function rgbOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** The colour at a place of what a page would paint, given as parts of its width and height. */
function paintedAt(thumbhash: string, across: number, down: number): number[] {
  const { w, h, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'));
  const at = (Math.floor(h * down) * w + Math.floor(w * across)) * 4;
  return [...rgba.slice(at, at + 4)];
}

describe('what is painted before a picture is there', () => {
  it('shows where its colours lie, upright', async () => {
    const stored = await cornered(240, 400).rotate(270).png().toBuffer();
    const { placeholder } = await made(await sharp(stored).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const { w, h } = thumbHashToRGBA(Buffer.from(placeholder.thumbhash, 'base64'));
    expect(h).toBeGreaterThan(w);
    const seen = [0.15, 0.85].flatMap((down) => [0.15, 0.85].map((across) => paintedAt(placeholder.thumbhash, across, down)));
    seen.forEach((colour, corner) => expect(apart(colour.slice(0, 3), corners[corner] ?? [])).toBeLessThan(110));
  });

  it.each(['#c81e46', '#000000', '#ffffff', '#1f2021'])('is the colour of a picture that has one: %s', async (background) => {
    const flat = sharp({ create: { width: 90, height: 60, channels: 3, background } });
    const { placeholder } = await made(await flat.png().toBuffer());
    expect(placeholder.color).toBe(background);
    expect(apart(paintedAt(placeholder.thumbhash, 0.5, 0.5).slice(0, 3), rgbOf(background))).toBeLessThan(12);
  });

  it('is the colour of most of it, not a mean of all, and not of what is transparent', () => {
    const many = (count: number, pixel: readonly number[]) => Array.from({ length: count }, () => pixel).flat();
    const pixels = [...many(60, [200, 20, 20, 255]), ...many(40, [20, 20, 200, 255]), ...many(99, [9, 200, 9, 0])];
    expect(dominantColour(Uint8Array.from(pixels))).toBe('#c81414');
    expect(dominantColour(new Uint8Array(400))).toBe('#ffffff');
  });

  it('is transparent where the picture is', async () => {
    const clear = { create: { width: 80, height: 80, channels: 4 as const, background: '#0000' } };
    const half = { create: { width: 80, height: 40, channels: 4 as const, background: '#f00f' } };
    const picture = sharp(clear).composite([{ input: await sharp(half).png().toBuffer(), top: 0, left: 0 }]);
    const { placeholder } = await made(await picture.png().toBuffer());
    expect(placeholder.color).toBe('#ff0000');
    expect(paintedAt(placeholder.thumbhash, 0.5, 0.1)[3]).toBeGreaterThan(200);
    expect(paintedAt(placeholder.thumbhash, 0.5, 0.9)[3]).toBeLessThan(60);
  });

  it.each([
    { width: 1, height: 1 },
    { width: 3_000, height: 2 },
    { width: 2, height: 3_000 },
    { width: 2_000, height: 1_500 },
  ])('keeps its contract for $width x $height, and is the same each time', async ({ width, height }) => {
    const bytes = await noise(width, height).png().toBuffer();
    const { placeholder } = await made(bytes);
    expect(fields.color.parse(placeholder.color)).toBe(placeholder.color);
    expect(fields.thumbhash.parse(placeholder.thumbhash)).toBe(placeholder.thumbhash);
    expect((await made(bytes)).placeholder).toEqual(placeholder);
  });
});
