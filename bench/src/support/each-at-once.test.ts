import { describe, expect, it } from '@jest/globals';
import { eachAtOnce } from './each-at-once.js';

describe('eachAtOnce', () => {
  it('gives each item to one worker, and none more than so many at once', async () => {
    const done: string[] = [];
    const inHand = new Map([...'ab'].map((worker) => [worker, 0]));
    let most = 0;
    await eachAtOnce([1, 2, 3, 4, 5, 6, 7], ['a', 'b'], 2, async (worker, item) => {
      inHand.set(worker, inHand.get(worker)! + 1);
      most = Math.max(most, inHand.get(worker)!);
      await new Promise((resolve) => setImmediate(resolve));
      inHand.set(worker, inHand.get(worker)! - 1);
      done.push(`${item}`);
    });
    expect(done.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(most).toBe(2);
  });

  it('gives the next item to whoever is done first', async () => {
    const slow = Promise.withResolvers<void>();
    const taken: Record<string, number[]> = { slow: [], quick: [] };
    await eachAtOnce([1, 2, 3, 4], ['slow', 'quick'], 1, async (worker, item) => {
      taken[worker]!.push(item);
      if (worker === 'slow') await slow.promise;
      if (item === 4) slow.resolve();
    });
    expect(taken).toEqual({ slow: [1], quick: [2, 3, 4] });
  });
});
