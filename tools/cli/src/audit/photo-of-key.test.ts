import { describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { originalKey, variantKey } from '@pinhole/resources';
import { photoOfKey } from './photo-of-key.js';

const id = '019b1f2e-7c1a-7000-8000-0123456789ab' as PhotoId;

describe('the photo that a key is of', () => {
  it('is the one that the key was made for', () => {
    expect(photoOfKey('originals', originalKey(id))).toBe(id);
    expect(photoOfKey('variants', variantKey(id, 3, { width: 640, format: 'avif' }))).toBe(id);
  });

  it.each([
    ['originals', `o/00/${id}`],
    ['originals', `${originalKey(id)}.jpg`],
    ['originals', variantKey(id, 1, { width: 640, format: 'avif' })],
    ['originals', 'o/ab/readme'],
    ['variants', originalKey(id)],
    ['variants', `i/00/${id}/1/640.avif`],
    ['variants', 'favicon.ico'],
  ] as const)('is nobody’s where no rule of ours made it: %s %s', (bucket, key) => {
    expect(photoOfKey(bucket, key)).toBeNull();
  });
});
