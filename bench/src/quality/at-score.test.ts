import { describe, expect, it } from '@jest/globals';
import { atScore, type Encode } from './at-score.js';

/** An encoder whose score grows with its quality, and whose bytes grow by a factor with it. */
function encoder(scoreOf: (quality: number) => number) {
  const asked: number[] = [];
  return {
    asked,
    encode(quality: number): Promise<Encode> {
      asked.push(quality);
      return Promise.resolve({ quality, score: scoreOf(quality), bytes: 1_000 * 1.05 ** quality, cpuMilliseconds: quality });
    },
  };
}

describe('what an encoder needs for a score', () => {
  it.each([10, 30, 58, 60, 62, 80, 97])('is found from any start, here where quality %i has it', async (wanted) => {
    const { encode, asked } = encoder((quality) => 75 + (quality - wanted) * 0.7);
    const found = await atScore(75, 60, encode);
    expect(found.quality).toBeCloseTo(wanted, 6);
    expect(found.bytes).toBeCloseTo(1_000 * 1.05 ** wanted, 3);
    expect(found.cpuMilliseconds).toBeCloseTo(wanted, 6);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('is read off between encodes that are near each other', async () => {
    const { encode, asked } = encoder((quality) => 100 - 2_000 / quality);
    const found = await atScore(75, 60, encode);
    expect(found.quality).toBeCloseTo(80, 0);
    const around = asked.toSorted((one, other) => one - other);
    const above = around.find((quality) => quality >= 80)!;
    expect(above - around.findLast((quality) => quality < 80)!).toBeLessThanOrEqual(8);
  });

  it('is nothing where no quality has it', async () => {
    const { encode, asked } = encoder(() => 60);
    await expect(atScore(75, 60, encode)).rejects.toThrow('No quality gives a score of 75: 60, ');
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(8);
  });
});
