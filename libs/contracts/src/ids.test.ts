import { describe, expect, it } from '@jest/globals';
import { objectKey, photoId } from './index.js';

describe('an object key', () => {
  it.each(['o/5a/019aa5c0-8f2e-7a41-9c3d-5e6f70819203', 'i/5a/019aa5c0-8f2e-7a41-9c3d-5e6f70819203/1/320.avif'])(
    'may be %s',
    (key) => {
      expect(objectKey.safeParse(key).success).toBe(true);
    },
  );

  it.each(['', '/a', 'a/', 'a//b', 'a/../b', '../x', 'A', 'ä', 'a b', 'a'.repeat(201)])('may not be %j', (key) => {
    expect(objectKey.safeParse(key).success).toBe(false);
  });
});

describe('a photo id', () => {
  it('is a UUIDv7', () => {
    expect(photoId.safeParse('019aa5c0-8f2e-7a41-9c3d-5e6f70819203').success).toBe(true);
    expect(photoId.safeParse('019aa5c0-8f2e-4a41-9c3d-5e6f70819203').success).toBe(false);
  });
});
