import { crc32, deflateSync } from 'node:zlib';
import { newestRecipe } from '@pinhole/resources';
import sharp, { type Sharp } from 'sharp';
import { makeVariants, type MadeVariants, type LadderTerms } from './make-variants.js';
import type { RenderedVariant } from './render-ladder.js';

export const now = new Date('2026-11-21T12:00:00Z');
export const terms: LadderTerms = { recipe: newestRecipe('standard'), now };
export type Colour = readonly [red: number, green: number, blue: number];

/** Red, green, blue and white, in reading order: what turns or mirrors the picture shows. */
export const corners: readonly Colour[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
];

export function cornered(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data.set(corners[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [], (y * width + x) * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** What no encoder can guess, so that a cut or a flipped bit is felt. */
export function noise(width: number, height: number): Sharp {
  let seed = 7;
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = (seed = (seed * 48_271) % 2_147_483_647) & 255;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** How a camera stores an upright picture under each EXIF orientation. */
export const storedAs: Record<number, (upright: Sharp) => Sharp> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  5: (upright) => upright.flop().rotate(270),
  6: (upright) => upright.rotate(270),
  7: (upright) => upright.flop().rotate(90),
  8: (upright) => upright.rotate(90),
};

/** Puts a profile, good or bad, into a PNG. */
export function withProfile(png: Buffer, profile: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** Makes the variants of what must be taken. */
export async function made(original: Buffer): Promise<MadeVariants> {
  const outcome = await makeVariants(original, terms);
  if ('rejection' in outcome) throw new Error(`rejected: ${outcome.rejection.code}`);
  return outcome;
}

export async function refusal(original: Buffer): Promise<string> {
  const outcome = await makeVariants(original, terms);
  return 'rejection' in outcome ? outcome.rejection.code : 'taken';
}

/** The colour at a place of a variant, given as parts of its width and height. */
export async function colourAt({ bytes }: Pick<RenderedVariant, 'bytes'>, across: number, down: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height * down) * info.width + Math.floor(info.width * across)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

/** How far apart two colours are in their farthest channel, of 255. */
export function apart(one: readonly number[], other: readonly number[]): number {
  return Math.max(...other.map((value, channel) => Math.abs(value - (one[channel] ?? Number.NaN))));
}
