import { describe, expect, it } from '@jest/globals';
import { tellProgress } from './tell-progress.js';

/** What is told of so many photos, each looked at as it is done, with so many milliseconds in between. */
function toldOf(all: number, milliseconds: number): string[] {
  let now = 0;
  const told: string[] = [];
  const onLook = tellProgress(
    all,
    (text) => told.push(text),
    () => now,
  );
  for (let done = 1; done <= all; done += 1) {
    now += milliseconds;
    onLook({ done, onTheirWay: Math.min(100, all - done) });
  }
  return told;
}

describe('the progress of a backfill', () => {
  it('is told in no more than a hundred lines, however many photos there are', () => {
    const told = toldOf(100_000, 10_000);
    expect(told).toHaveLength(100);
    expect(told[0]).toBe('1000 of 100000 are done, 100 are asked for.');
  });

  it('is told no more often than every ten seconds', () => {
    expect(toldOf(50, 1_000)).toHaveLength(5);
  });
});
