import { describe, expect, it } from '@jest/globals';
import { judgeDeath, neverGiveUp, pauseAfter } from './restart-policy.js';

describe('the restart policy', () => {
  it('starts again after half a second, doubling to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(pauseAfter)).toEqual([0.5, 1, 2, 4, 8, 10, 10]);
  });

  it('gives up at the fifth death in a row of a process that was never ready in between', () => {
    let deaths = 0;
    const verdicts = [1, 2, 3, 4, 5].map(() => {
      const verdict = judgeDeath(deaths, false);
      deaths = verdict.deathsInARow;
      return verdict.kind;
    });
    expect(verdicts).toEqual(['restart', 'restart', 'restart', 'restart', 'give up']);
  });

  it('counts anew from a death that came after the process was ready', () => {
    expect(judgeDeath(4, true)).toEqual({ kind: 'restart', deathsInARow: 1, pauseSeconds: 0.5 });
  });

  it('never gives up while somebody edits the code', () => {
    expect(neverGiveUp(40, false)).toEqual({ kind: 'restart', deathsInARow: 41, pauseSeconds: 10 });
    expect(neverGiveUp(40, true)).toMatchObject({ deathsInARow: 1 });
  });
});
