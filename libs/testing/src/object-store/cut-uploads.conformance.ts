import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../seeded-random.js';
import { chunksOf, cutAt, freshKey, jpeg, noise, sha256Of } from './samples.js';
import type { StoreUnderTest } from './store-under-test.js';

const seed = 20_261_121;
const cuts = 24;
/** Hundreds of megabytes through a busy machine. */
const testMillisecondsMax = 120_000;
/** Some end before this and some after it, on a fast machine and on a slow one. */
const cutMillisecondsMax = 250;

export function uploadsCutShort(store: StoreUnderTest): void {
  describe('An upload that is cut short', () => {
    it('is not begun when its signal was given before', async () => {
      const key = freshKey();
      const signal = AbortSignal.abort(new Error('The client left.'));
      await expect(store.originals.put(key, chunksOf(noise), { ...jpeg, signal })).rejects.toThrow('The client left.');
      await store.expectNothingLeft(key);
    });

    const leavesNothing = () => manyTimes((random) => cutAtSomeByte(store, random));
    it(`leaves nothing, whatever the byte (seed ${seed})`, leavesNothing, testMillisecondsMax);

    const isAllOrNothing = () => manyTimes((random) => cutAtSomeMoment(store, random));
    it(`is there whole or not at all, whatever the moment (seed ${seed})`, isAllOrNothing, testMillisecondsMax);
  });
}

async function manyTimes(cutOne: (random: () => number) => Promise<void>): Promise<void> {
  const random = seededRandom(seed);
  for (let cut = 0; cut < cuts; cut++) await cutOne(random);
}

async function cutAtSomeByte(store: StoreUnderTest, random: () => number): Promise<void> {
  const key = freshKey();
  const bytes = Math.floor(random() * noise.byteLength);
  const client = new AbortController();
  const put = store.originals.put(key, cutAt(client, bytes), { ...jpeg, signal: client.signal });
  await expect(put).rejects.toThrow(`Cut at ${bytes}.`);
  await store.expectNothingLeft(key);
}

async function cutAtSomeMoment(store: StoreUnderTest, random: () => number): Promise<void> {
  const key = freshKey();
  const bytes = noise.subarray(0, random() * noise.byteLength);
  const client = new AbortController();
  const timer = setTimeout(() => client.abort(new Error('The client left.')), random() * cutMillisecondsMax);
  const stored = await store.originals.put(key, chunksOf(bytes), { ...jpeg, signal: client.signal }).catch(() => null);
  clearTimeout(timer);
  if (stored) expect(sha256Of(await store.contentOf(key))).toBe(sha256Of(bytes));
  else await store.expectNothingLeft(key);
}
