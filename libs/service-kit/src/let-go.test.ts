import { describe, expect, it } from '@jest/globals';
import { letGo } from './let-go.js';

describe('a buffer that is let go', () => {
  it('is empty, and may be let go again', () => {
    const bytes = Buffer.alloc(65_536, 1);
    letGo(bytes);
    letGo(bytes);
    expect(bytes.byteLength).toBe(0);
  });

  it.each([
    { whose: 'a part of a larger one', bytes: Buffer.alloc(65_536, 1).subarray(0, 65_535) },
    { whose: 'out of the pool that all small ones share', bytes: Buffer.from('small') },
  ])('stays as it is where it is $whose', ({ bytes }) => {
    const before = Buffer.copyBytesFrom(bytes);
    letGo(bytes);
    expect(bytes.equals(before)).toBe(true);
  });
});
