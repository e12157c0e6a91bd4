import { describe, expect, it } from '@jest/globals';
import { jittered } from './jittered.js';

describe('a pause', () => {
  it.each([
    { chance: 0, milliseconds: 200 },
    { chance: 0.5, milliseconds: 300 },
    { chance: 1, milliseconds: 400 },
  ])('is between a half and the whole: $milliseconds ms of 400', ({ chance, milliseconds }) => {
    expect(jittered(400, () => chance)).toBe(milliseconds);
  });
});
