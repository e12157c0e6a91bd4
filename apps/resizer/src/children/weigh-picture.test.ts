import { describe, expect, it } from '@jest/globals';
import type { PictureHeader } from '../header/picture-header.js';
import { weighPicture } from './weigh-picture.js';

const MB = 1_000_000;
const still: PictureHeader = {
  format: 'jpeg',
  width: 4_000,
  height: 3_000,
  frames: 1,
  scans: 1,
  bands: 3,
  bits: 8,
  decodedWhole: false,
};

describe('what a picture is predicted to take', () => {
  it.each([
    { of: 'a phone’s JPEG', header: still, fileBytes: 4 * MB, between: [200, 300] },
    {
      of: 'a JPEG of 200 megapixels',
      header: { ...still, width: 20_000, height: 10_000 },
      fileBytes: 100 * MB,
      between: [300, 450],
    },
    {
      of: 'a progressive JPEG of 100 megapixels',
      header: { ...still, width: 10_000, height: 10_000, decodedWhole: true },
      fileBytes: 9 * MB,
      between: [369, 700],
    },
    {
      of: 'an AVIF of 24 megapixels',
      header: { ...still, format: 'avif' as const, width: 6_000, height: 4_000 },
      fileBytes: 2 * MB,
      between: [644, 1_000],
    },
  ])('fits what it was seen to take: $of', ({ header, fileBytes, between: [least = 0, most = 0] }) => {
    const weight = weighPicture(header, fileBytes) / MB;
    expect(weight).toBeGreaterThan(least);
    expect(weight).toBeLessThan(most);
  });

  it('is little for a preview of a phone’s JPEG, and as much for decoding what cannot be decoded small', () => {
    expect(weighPicture(still, 4 * MB, 'preview') / MB).toBeLessThan(60);
    const avif = { ...still, format: 'avif' as const };
    expect(weighPicture(avif, 0, 'preview') / MB).toBeGreaterThan(200);
  });
});
