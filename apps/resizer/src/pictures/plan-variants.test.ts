import { describe, expect, it } from '@jest/globals';
import { newestRecipe } from '@pinhole/resources';
import { planVariants } from './plan-variants.js';

const plan = (width: number, height: number) => planVariants({ width, height }, newestRecipe('standard').rungs);
const widths = (width: number, height: number) => plan(width, height).map((rung) => rung.width);
const sizes = (width: number, height: number) => plan(width, height).map((rung) => `${rung.width}x${rung.height}`);

describe('the plan of a photo’s variants', () => {
  it.each([
    { of: 'larger than every rung', width: 4032, expected: [320, 640, 1280, 2560] },
    { of: 'exactly on the last rung', width: 2560, expected: [320, 640, 1280, 2560] },
    { of: 'one pixel short of the last rung', width: 2559, expected: [320, 640, 1280, 2559] },
    { of: 'between two rungs', width: 500, expected: [320, 500] },
    { of: 'one pixel over a rung', width: 641, expected: [320, 640, 641] },
    { of: 'exactly on the first rung', width: 320, expected: [320] },
    { of: 'narrower than every rung', width: 200, expected: [200] },
    { of: 'one pixel wide', width: 1, expected: [1] },
  ])('never stretches a photo $of', ({ width, expected }) => {
    expect(widths(width, 1000)).toEqual(expected);
  });

  it.each([
    { of: 'upright', width: 3024, height: 4032, expected: ['320x427', '640x853', '1280x1707', '2560x3413'] },
    { of: 'of an odd shape', width: 4928, height: 3264, expected: ['320x212', '640x424', '1280x848', '2560x1696'] },
    { of: 'wide', width: 16_000, height: 1500, expected: ['320x30', '640x60', '1280x120', '2560x240'] },
  ])('counts the heights of a photo $of from the photo itself', ({ width, height, expected }) => {
    expect(sizes(width, height)).toEqual(expected);
  });

  it('leaves every variant at least one pixel high', () => {
    expect(sizes(60_000, 2)).toEqual(['320x1', '640x1', '1280x1', '2560x1']);
  });

  it('writes every rung as AVIF and as JPEG', () => {
    expect(plan(4032, 3024).map(({ encodings }) => encodings.map(({ format }) => format))).toEqual(
      Array.from({ length: 4 }, () => ['avif', 'jpeg']),
    );
  });

  it('spends no more time on a long strip than its encoder has', () => {
    const efforts = (width: number, height: number) =>
      planVariants({ width, height }, newestRecipe('polish').rungs).map(({ encodings }) => encodings[0]!.effort);
    expect(efforts(3024, 4032)).toEqual(newestRecipe('polish').rungs.map(({ encodings }) => encodings[0]!.effort));
    expect(efforts(1080, 16_000)).toEqual([4, 4, 2]);
  });

  it('writes as JPEG alone what is taller than AVIF allows', () => {
    const formats = plan(1080, 25_000).map(({ height, encodings }) => [height, ...encodings.map(({ format }) => format)]);
    expect(formats).toEqual([
      [7407, 'avif', 'jpeg'],
      [14_815, 'avif', 'jpeg'],
      [25_000, 'jpeg'],
    ]);
  });
});
