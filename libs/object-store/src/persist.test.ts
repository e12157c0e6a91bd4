import { describe, expect, it } from '@jest/globals';
import { persist } from './persist.js';

const away = new Error('The store is away.');

describe('whoever persists', () => {
  it('tries five times, with pauses in between, and then says why it failed', async () => {
    const triedAt: number[] = [];
    const tries = persist(() => {
      triedAt.push(performance.now());
      return Promise.reject(away);
    });
    await expect(tries).rejects.toBe(away);
    expect(triedAt).toHaveLength(5);
    // 400, 800, 1600 and 3200 ms, each down to a half.
    expect(triedAt[4]! - triedAt[0]!).toBeGreaterThanOrEqual(2_900);
  });

  it('does not begin again when it is too late', async () => {
    let tries = 0;
    const failing = () => Promise.reject(++tries === 1 ? away : new Error('Once too often.'));
    await expect(persist(failing, performance.now() - 1)).rejects.toBe(away);
  });

  it('is done when it has succeeded', async () => {
    let tries = 0;
    await persist(() => (++tries === 1 ? Promise.reject(away) : Promise.resolve()));
    expect(tries).toBe(2);
  });
});
