import { describe, expect, it } from '@jest/globals';
import { slope } from './slope.js';

describe('the slope through points', () => {
  it('is that of the line on which they lie', () => {
    expect(
      slope([
        { x: 10, y: 5 },
        { x: 20, y: 8 },
        { x: 40, y: 14 },
      ]),
    ).toBeCloseTo(0.3);
  });

  it('goes through the middle of those that lie on none', () => {
    expect(
      slope([
        { x: 0, y: 1 },
        { x: 0, y: 3 },
        { x: 10, y: 1 },
        { x: 10, y: 3 },
      ]),
    ).toBe(0);
  });

  it('needs two places', () => {
    expect(() =>
      slope([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ]),
    ).toThrow('fewer than two');
  });
});
