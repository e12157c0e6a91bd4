import { describe, expect, it } from '@jest/globals';
import { objectKey, type PhotoId } from '@pinhole/contracts';
import { hdrKey, isPreviewKey, originalKey, preview, previewKey, recipes, shardOf, variantKey } from './index.js';

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

  it('give a preview one of its own, since the ladder’s variant of that width has other bytes', () => {
    expect(previewKey(photoId, 1)).toBe(`i/${shardOf(photoId)}/${photoId}/1/preview-1.jpg`);
    expect(previewKey(photoId, 2)).not.toBe(previewKey(photoId, 1));
    const rungs = recipes.flatMap((recipe) => recipe.rungs);
    const ladder = rungs.flatMap(({ width, encodings }) => encodings.map(({ format }) => ({ width, format })));
    const keys = ladder.map((variant) => variantKey(photoId, 1, variant));
    expect(keys).not.toContain(previewKey(photoId, 1));
    expect([...keys, previewKey(photoId, 1)].filter(isPreviewKey)).toEqual([previewKey(photoId, 1)]);
  });

  it('name how previews are made: other settings are another name', () => {
    expect(preview).toEqual({ name: 'preview-1', width: 320, encoding: { format: 'jpeg', quality: 70 } });
  });

  it('keep the alphabet that every store lists alike', () => {
    expect(objectKey.safeParse(originalKey(photoId)).success).toBe(true);
    expect(objectKey.safeParse(hdrKey(photoId, 1)).success).toBe(true);
    expect(objectKey.safeParse(variantKey(photoId, 12, { width: 2560, format: 'avif' })).success).toBe(true);
    expect(objectKey.safeParse(previewKey(photoId, 12)).success).toBe(true);
  });

  it('start with the first two hex digits of SHA-256 of the id', () => {
    expect(shardOf(photoId)).toMatch(/^[0-9a-f]{2}$/);
    expect(shardOf('00000000-0000-7000-8000-000000000000' as PhotoId)).toBe('1e');
  });
});
