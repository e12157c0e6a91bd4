import { describe, expect, it } from '@jest/globals';
import { deltaE2000, type Lab } from './delta-e.fixture.js';

describe('how far apart two colours look', () => {
  // Sharma, Wu and Dalal's pairs, each for a place where formulas went wrong.
  it.each<{ one: Lab; other: Lab; apart: number }>([
    { one: [50, 2.6772, -79.7751], other: [50, 0, -82.7485], apart: 2.0425 },
    { one: [50, -1.3802, -84.2814], other: [50, 0, -82.7485], apart: 1 },
    { one: [50, 0, 0], other: [50, -1, 2], apart: 2.3669 },
    { one: [50, 2.49, -0.001], other: [50, -2.49, 0.0009], apart: 7.1792 },
    { one: [50, 2.5, 0], other: [73, 25, -18], apart: 27.1492 },
    { one: [50, 2.5, 0], other: [50, 3.2592, 0.335], apart: 1 },
    { one: [60.2574, -34.0099, 36.2677], other: [60.4626, -34.1751, 39.4387], apart: 1.2644 },
    { one: [22.7233, 20.0904, -46.694], other: [23.0331, 14.973, -42.5619], apart: 2.0373 },
    { one: [2.0776, 0.0795, -1.135], other: [0.9033, -0.0636, -0.5514], apart: 0.9082 },
  ])('is $apart', ({ one, other, apart }) => {
    expect(deltaE2000(one, other)).toBeCloseTo(apart, 3);
    expect(deltaE2000(other, one)).toBeCloseTo(apart, 3);
  });
});
