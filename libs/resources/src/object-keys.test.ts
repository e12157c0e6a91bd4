import { describe, expect, it } from '@jest/globals';
import { objectKey, type PhotoId } from '@pinhole/contracts';
import { hdrKey, originalKey, shardOf, variantKey } from './index.js';

const photoId = '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId;

describe('object keys', () => {
  it('are a function of photo, revision and variant', () => {
    expect(originalKey(photoId)).toBe(`o/${shardOf(photoId)}/${photoId}`);
    expect(variantKey(photoId, 1, { width: 320, format: 'jpeg' })).toBe(`i/${shardOf(photoId)}/${photoId}/1/320.jpg`);
    expect(variantKey(photoId, 2, { width: 320, format: 'avif' })).toBe(`i/${shardOf(photoId)}/${photoId}/2/320.avif`);
  });

  it('of what is for bright displays are no width’s', () => {
    expect(hdrKey(photoId, 2)).toBe(`i/${shardOf(photoId)}/${photoId}/2/hdr.jpg`);
  });

  it('keep the alphabet that every store lists alike', () => {
    expect(objectKey.safeParse(originalKey(photoId)).success).toBe(true);
    expect(objectKey.safeParse(hdrKey(photoId, 1)).success).toBe(true);
    expect(objectKey.safeParse(variantKey(photoId, 12, { width: 2560, format: 'avif' })).success).toBe(true);
  });

  it('start with the first two hex digits of SHA-256 of the id', () => {
    expect(shardOf(photoId)).toMatch(/^[0-9a-f]{2}$/);
    expect(shardOf('00000000-0000-7000-8000-000000000000' as PhotoId)).toBe('1e');
  });
});
