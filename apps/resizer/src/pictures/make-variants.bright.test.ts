import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { hlgSceneLight, matrixToP3, p3ToSrgb, pqLight, shoulder, srgbCode } from '../colours/colour-numbers.js';
import { made } from './pictures.fixture.js';
import { bt2020Primaries, hlgTransfer, pqTransfer, type Nclx } from '../colours/read-nclx.js';

const [width, height] = [256, 32];
type Code = readonly [red: number, green: number, blue: number];

/** An AVIF of 10 bits whose numbers are what `codeAt` says, each 0 to 1, and mean what `nclx` says. */
async function coded({ primaries, transfer }: Nclx, codeAt: (across: number) => Code): Promise<Buffer> {
  const data = new Uint16Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    data.set(
      codeAt((pixel % width) / (width - 1)).map((code) => Math.round(code * 65_535)),
      pixel * 3,
    );
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).toColourspace('rgb16');
  const avif = await picture.avif({ bitdepth: 10, lossless: true, effort: 0 }).toBuffer();
  const at = avif.indexOf('nclx');
  avif.writeUInt16BE(primaries, at + 4);
  avif.writeUInt16BE(transfer, at + 6);
  return avif;
}

/** The pixels of a variant along one line, as numbers of its own colours. */
async function lineOf(original: Buffer, format: 'avif' | 'jpeg'): Promise<number[][]> {
  const { bytes } = (await made(original)).variants.find((variant) => variant.format === format)!;
  const { data } = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  const row = (height / 2) * width;
  return Array.from({ length: width }, (_, x) => [...data.subarray((row + x) * 3, (row + x) * 3 + 3)]);
}

const grey = (code: number): Code => [code, code, code];
const formats = ['avif', 'jpeg'] as const;

describe.each(formats)('a picture for bright displays, as %s', (format) => {
  it.each([
    { of: 'PQ', transfer: pqTransfer, codeOfWhite: 0.58, codeOfMiddle: 0.4 },
    { of: 'HLG', transfer: hlgTransfer, codeOfWhite: 0.75, codeOfMiddle: 0.42 },
  ])('is as bright as an ordinary one, and not washed out: $of', async ({ transfer, codeOfWhite, codeOfMiddle }) => {
    const line = await lineOf(await coded({ primaries: bt2020Primaries, transfer }, grey), format);
    const at = (code: number) => line[Math.round(code * (width - 1))]![1]!;
    expect(at(0.02)).toBeLessThan(12);
    expect(at(codeOfMiddle)).toBeGreaterThan(90);
    expect(at(codeOfMiddle)).toBeLessThan(170);
    expect(at(codeOfWhite)).toBeGreaterThan(215);
    // What is brighter than white is still told from it, as far as 1,000 nits.
    expect(at(codeOfWhite)).toBeLessThan(245);
    expect(at(1)).toBeGreaterThan(250);
    line.reduce((before, [, green]) => {
      expect(green).toBeGreaterThanOrEqual(before - 6);
      return green!;
    }, 0);
  });

  it('has its colours, and grey stays grey', async () => {
    const nclx = { primaries: bt2020Primaries, transfer: pqTransfer };
    for (const [red, green, blue] of await lineOf(await coded(nclx, grey), format))
      expect(Math.max(Math.abs(red! - green!), Math.abs(blue! - green!))).toBeLessThan(12);
    const orange = await lineOf(await coded(nclx, (across) => [0.55 * across, 0.42 * across, 0.2 * across]), format);
    const [red, green, blue] = orange.at(-1)!;
    expect(red! - green!).toBeGreaterThan(60);
    expect(green! - blue!).toBeGreaterThan(60);
  });
});

describe('a picture for ordinary displays', () => {
  it('in BT.2020, by number, is dimmed nowhere', async () => {
    const line = await lineOf(await coded({ primaries: bt2020Primaries, transfer: 1 }, grey), 'avif');
    for (const x of [20, 120, 200, 255]) expect(Math.abs(line[x]![1]! - x)).toBeLessThan(8);
  });
});

describe('the numbers', () => {
  it('are those of the standards', () => {
    // BT.2408: PQ of 0.58 and HLG of 0.75 are 203 nits; ST 2084 ends at 10,000.
    expect(pqLight(0.5807)).toBeCloseTo(1, 2);
    expect(pqLight(1) * 203).toBeCloseTo(10_000, 0);
    expect(hlgSceneLight(0.5)).toBeCloseTo(1 / 12, 6);
    expect(hlgSceneLight(1)).toBeCloseTo(1, 4);
    expect(1_000 * hlgSceneLight(0.75) ** 1.2).toBeCloseTo(203, 0);
  });

  it.each([matrixToP3(1), matrixToP3(9), matrixToP3(12), p3ToSrgb])('leave white white', (...rows) => {
    for (const [red, green, blue] of rows) expect(red + green + blue).toBeCloseTo(1, 4);
  });

  it('bend smoothly, and only what is bright', () => {
    expect([0, 0.3, 0.6].map(shoulder)).toEqual([0, 0.3, 0.6]);
    expect(shoulder(0.61)).toBeCloseTo(0.61, 2);
    expect(shoulder(1_000 / 203)).toBeCloseTo(1, 6);
    expect(shoulder(50)).toBeCloseTo(1, 6);
    expect(srgbCode(shoulder(1)) * 255).toBeGreaterThan(225);
  });
});
