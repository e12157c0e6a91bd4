import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { limits } from '@pinhole/resources';
import { freshKey, noise, sha256Of } from './samples.js';
import type { StoreUnderTest } from './store-under-test.js';

const { partBytes } = limits;
const avif = { contentType: 'image/avif', cacheControl: 'public, max-age=31536000, immutable' };

export function theVariants(store: StoreUnderTest): void {
  describe('Variants', () => {
    it.each([0, 1, partBytes, partBytes + 1, noise.byteLength])(
      'gives back %d bytes with their type and cache rule',
      async (size) => {
        const key = freshKey();
        const bytes = noise.subarray(0, size);
        await store.variants.put(key, bytes, avif);
        const { body, ...head } = (await store.variants.get(key))!;
        expect(head).toEqual({ bytes: size, contentType: avif.contentType });
        expect(sha256Of(Buffer.concat((await body.toArray()) as Buffer[]))).toBe(sha256Of(bytes));
        const look = new HeadObjectCommand({ Bucket: store.subject.buckets.variants, Key: key });
        expect((await store.subject.s3.send(look)).CacheControl).toBe(avif.cacheControl);
      },
    );

    it('may be put again: the work that makes them may come twice', async () => {
      const key = freshKey();
      await store.variants.put(key, noise.subarray(0, 10), avif);
      await store.variants.put(key, noise.subarray(0, 11), avif);
      expect(await store.variants.head(key)).toMatchObject({ bytes: 11 });
    });

    it('lie apart from the originals', async () => {
      const key = freshKey();
      await store.variants.put(key, noise.subarray(0, 10), avif);
      expect(await store.originals.head(key)).toBeNull();
      await store.variants.delete(key);
      expect(await store.variants.get(key)).toBeNull();
    });
  });
}
