import { describe, expect, it } from '@jest/globals';
import { Ssimulacra2 } from './ssimulacra2.js';
import type { Rgb } from './xyb.js';

type Drawn = (x: number, y: number, channel: number) => number;

function draw(width: number, height: number, colour: Drawn): Rgb {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / 3);
    data[at] = Math.min(255, Math.max(0, colour(pixel % width, Math.floor(pixel / width), at % 3)));
  }
  return { data, width, height };
}

const smooth: Drawn = (x, y, channel) => Math.floor([(x * 255) / 300, (y * 255) / 259, (x + y) / 3][channel]!);
const texture: Drawn = (x, y, channel) => (x * x + 3 * y * y + x * y + 80 * channel) % 256;

/** What may happen to a picture: bands, lost detail, another colour, blocks. */
const harms: Record<string, readonly [before: Drawn, after: Drawn]> = {
  banded: [smooth, (...at) => ((smooth(...at) >> 4) << 4) + 8],
  softened: [texture, (x, y, channel) => (texture(x, y, channel) + texture(x + 1, y, channel)) >> 1],
  coloured: [smooth, (...at) => smooth(...at) + (at[2] === 2 ? 10 : 0)],
  blocky: [smooth, (...at) => smooth(...at) + (((at[0] >> 3) + (at[1] >> 3)) % 2 === 0 ? 2 : -2)],
};

describe('SSIMULACRA 2', () => {
  // The scores are those of ssimulacra2 0.3.0 from PyPI, with libjxl's blur in place of its own.
  it.each([
    { harm: 'banded', score: 14.4062 },
    { harm: 'softened', score: -34.4146 },
    { harm: 'coloured', score: 87.7935 },
    { harm: 'blocky', score: 38.5557 },
  ])('says of a picture that is $harm what another implementation says: $score', ({ harm, score }) => {
    const [before, after] = harms[harm]!.map((colour) => draw(301, 260, colour));
    // It reckons with half the digits of the other.
    expect(Math.abs(new Ssimulacra2(before!).score(after!) - score)).toBeLessThan(0.02);
  });

  // By the crate ssimulacra2 0.5.1, since the other stops a scale earlier than libjxl does.
  it.each([
    { harm: 'banded', score: 46.6358 },
    { harm: 'softened', score: -17.3507 },
  ])('has fewer scales for a small picture, as many as others: $harm', ({ harm, score }) => {
    const [before, after] = harms[harm]!.map((colour) => draw(97, 72, colour));
    expect(Math.abs(new Ssimulacra2(before!).score(after!) - score)).toBeLessThan(0.02);
  });

  it('says 100 of the picture itself', () => {
    const picture = draw(301, 260, texture);
    expect(new Ssimulacra2(picture).score(picture)).toBe(100);
  });

  it('judges no picture of another size', () => {
    const judge = new Ssimulacra2(draw(64, 64, smooth));
    for (const [width, height] of [
      [63, 64],
      [64, 63],
      [32, 32],
      [8, 8],
      [256, 256],
    ] as const)
      expect(() => judge.score(draw(width, height, smooth))).toThrow('no copy of the reference');
  });
});
