import { describe, expect, it } from '@jest/globals';
import { chunksOf, jpeg, noise } from './samples.js';
import type { StoreUnderTest } from './store-under-test.js';

const climbing = ['../x', 'o/../x', 'o/./x', '/o/7f/x'];
const untidy = ['', 'o/7f/x/', 'o//x', `o/${'x'.repeat(200)}`];
const otherCharacters = ['O/7F/X', 'o/7f/x y', 'o/7f/ä', 'o/7f/x\0', 'o/7f/x\n'];
const keys = [...climbing, ...untidy, ...otherCharacters].map((key) => ({ key, shown: JSON.stringify(key.slice(0, 12)) }));

export function onlyOurKeys(store: StoreUnderTest): void {
  describe('A key', () => {
    it.each(keys)('is refused in everything that is done with it: $shown', async ({ key }) => {
      const { originals, variants } = store;
      const bytes = noise.subarray(0, 10);
      const deeds = [
        () => originals.put(key, chunksOf(bytes), jpeg),
        () => variants.put(key, bytes, { contentType: 'image/avif', cacheControl: 'no-store' }),
        ...[originals, variants].flatMap((bucket) => [() => bucket.get(key), () => bucket.head(key), () => bucket.delete(key)]),
      ];
      for (const deed of deeds) await expect(deed()).rejects.toThrow('is no object key');
    });
  });
}
