import { describe, expect, it } from '@jest/globals';
import { inTime, TooSlow } from './too-slow.js';

describe('work that has a time limit', () => {
  it('gives what it made in time', async () => {
    await expect(inTime(60, Promise.resolve('made'))).resolves.toBe('made');
  });

  it('is waited for no longer than that, though it may never end', async () => {
    await expect(inTime(0.01, new Promise(() => undefined))).rejects.toThrow(TooSlow);
  });
});
