import { describe, expect, it } from '@jest/globals';
import { inboxes } from '@pinhole/resources';
import { comesAgainAfterSeconds } from './comes-again-after.js';

const soonest = () => 0;
const latest = () => 0.999_999;
const failures = [1, 2, 3, 4];

describe('comesAgainAfterSeconds', () => {
  it('grows with every failure, however the jitter falls', () => {
    for (const attempt of failures.slice(1))
      expect(comesAgainAfterSeconds(attempt, soonest)).toBeGreaterThanOrEqual(comesAgainAfterSeconds(attempt - 1, latest));
  });

  it('is jittered', () => {
    expect(comesAgainAfterSeconds(4, soonest)).toBe(60);
    expect(comesAgainAfterSeconds(4, latest)).toBe(120);
  });

  it('is whole seconds, never less than 1, for any number of failures', () => {
    for (let attempt = 1; attempt <= 1_000; attempt += 1) {
      const seconds = comesAgainAfterSeconds(attempt);
      expect(Number.isInteger(seconds) && seconds >= 1).toBe(true);
    }
  });

  it('outlasts a failover of a minute before a message is set aside', () => {
    const { maxReceiveCount } = inboxes.gallery;
    expect(failures).toHaveLength(maxReceiveCount - 1);
    expect(failures.reduce((sum, attempt) => sum + comesAgainAfterSeconds(attempt, soonest), 0)).toBeGreaterThan(60);
  });
});
