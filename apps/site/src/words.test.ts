import { describe, expect, it } from '@jest/globals';
import { countOf, nameOf, sizeOf } from './words.js';

describe('what a person reads', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [12_345, '12.3 kB'],
    [209_715_200, '210 MB'],
    [3_500_000_000, '3.5 GB'],
    [9e15, '9000000 GB'],
  ])('of %i bytes is %s', (bytes, size) => {
    expect(sizeOf(bytes)).toBe(size);
  });

  it('of a photo is its title, or when it came', () => {
    const uploadedAt = '2026-11-21T09:30:00.123Z';
    expect(nameOf({ title: 'Fjord at dawn', uploadedAt })).toBe('Fjord at dawn');
    expect(nameOf({ title: '', uploadedAt })).toMatch(/^Photo of November 2\d, 2026/);
  });

  it('of a number is in the right number', () => {
    expect([countOf(0, 'photo', 'photos'), countOf(1, 'photo', 'photos'), countOf(2, 'photo', 'photos')]).toEqual([
      '0 photos',
      '1 photo',
      '2 photos',
    ]);
  });
});
