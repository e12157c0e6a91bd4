import { describe, expect, it } from '@jest/globals';
import { ringAgainAfterSeconds, ringAgainAt, ringAgainSecondsMax, ringsMax } from './ring-schedule.js';

describe('the schedule of rings', () => {
  it('rings after 60 s, after 60 s again, then with pauses doubling to ten minutes', () => {
    const pauses = Array.from({ length: ringsMax + 1 }, (_, rings) => ringAgainAfterSeconds(rings));
    expect(pauses).toEqual([60, 60, 120, 240, 480, 600, 600, 600, 600, 600, 600]);
  });

  it('knows no longer pause than it says', () => {
    for (const rings of [0, 5, 10, 100, 5_000]) expect(ringAgainAfterSeconds(rings)).toBeLessThanOrEqual(ringAgainSecondsMax);
  });

  it('counts from the last ring', () => {
    expect(ringAgainAt(new Date('2026-11-21T09:00:00.000Z'), 2)).toEqual(new Date('2026-11-21T09:02:00.000Z'));
  });
});
