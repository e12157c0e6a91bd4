import { describe, expect, it } from '@jest/globals';
import { Popular } from './popular.js';

/** Counts what is made, at a time that the test sets. */
function counted() {
  const state = { now: 0, made: 0 };
  const popular = new Popular<number>(() => state.now);
  const ask = (key = 'first') => popular.find(key, () => Promise.resolve((state.made += 1)));
  return { state, popular, ask };
}

const many = 1_000;

describe('what is popular', () => {
  it('is made once for all who ask within a second, but for the first ten', async () => {
    const { state, ask } = counted();
    const answers = await Promise.all(Array.from({ length: many }, () => ask()));
    expect(state.made).toBe(11);
    expect(answers.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11]);
    expect(answers.at(-1)).toBe(11);
  });

  it('is never older than a second', async () => {
    const { state, ask } = counted();
    for (let asked = 0; asked < many; asked += 1) await ask();
    state.now = 999;
    expect(await ask()).toBe(11);
    state.now = 1_000;
    expect(await ask()).toBe(12);
  });

  it('is made afresh for whoever is alone', async () => {
    const { state, ask } = counted();
    for (let asked = 1; asked <= 50; asked += 1) {
      state.now += 100;
      expect(await ask()).toBe(asked);
    }
  });

  it('is one thing for each key', async () => {
    const { ask } = counted();
    for (let asked = 0; asked < many; asked += 1) await ask();
    expect([await ask('second'), await ask('third'), await ask()]).toEqual([12, 13, 11]);
  });

  it('is asked for again after a failure', async () => {
    const { popular, ask } = counted();
    for (let asked = 0; asked < 10; asked += 1) await ask();
    const fail = () => popular.find('first', () => Promise.reject(new Error('The database is away.')));
    await expect(Promise.all([fail(), fail()])).rejects.toThrow('away');
    expect(await ask()).toBe(11);
  });
});
