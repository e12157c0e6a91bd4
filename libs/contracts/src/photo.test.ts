import { describe, expect, it } from '@jest/globals';
import { photoFacts, titleMax } from './index.js';

describe('a title', () => {
  const title = photoFacts.shape.title;

  it('is counted in characters, so that an emoji is one', () => {
    expect(title.safeParse('🦜'.repeat(titleMax)).success).toBe(true);
  });

  it('may not be longer than its limit', () => {
    expect(title.safeParse('a'.repeat(titleMax)).success).toBe(true);
    expect(title.safeParse('a'.repeat(titleMax + 1)).success).toBe(false);
    expect(title.safeParse('🦜'.repeat(titleMax + 1)).success).toBe(false);
  });
});
