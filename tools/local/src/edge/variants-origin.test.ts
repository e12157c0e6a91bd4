import { describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { hdrKey, variantKey } from '@pinhole/resources';
import { variantAt } from './variants-origin.js';

const id = '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId;

describe('a path of a picture', () => {
  it('names the key of a variant, of any width or for bright displays', () => {
    const avif = variantKey(id, 2, { width: 640, format: 'avif' });
    expect(variantAt(`/${avif}`)).toEqual({ key: avif, format: 'avif' });
    expect(variantAt(`/${hdrKey(id, 2)}`)).toEqual({ key: hdrKey(id, 2), format: 'jpeg' });
  });

  it.each(['hdr.avif', 'HDR.jpg', 'hdr1.jpg', 'hdr.jpg.jpg', '0640.avif', 'x.jpg'])('names nothing else: %s', (name) => {
    expect(variantAt(`/${hdrKey(id, 2).replace('hdr.jpg', name)}`)).toBeNull();
  });
});
