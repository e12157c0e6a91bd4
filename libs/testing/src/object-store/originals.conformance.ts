import { describe, expect, it } from '@jest/globals';
import { limits } from '@pinhole/resources';
import { bothWays, chunksOf, failingAfter, freshKey, jpeg, noise, sha256Of } from './samples.js';
import type { StoreUnderTest } from './store-under-test.js';

const { partBytes } = limits;

export function theOriginals(store: StoreUnderTest): void {
  describe('Originals', () => {
    givesBackWhatWasPut(store);
    forgetsWhatWasDeleted(store);
    leavesNothingOfWhatFailed(store);
  });
}

function givesBackWhatWasPut(store: StoreUnderTest): void {
  it.each([0, 1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes, noise.byteLength])(
    'gives back a stream of %d bytes, which goes in parts only if it is more than one',
    async (size) => {
      const key = freshKey();
      const bytes = noise.subarray(0, size);
      const before = store.subject.multipart();
      const stored = await store.originals.put(key, chunksOf(bytes, 50_000), jpeg);
      expect(stored).toEqual({ bytes: size, sha256: sha256Of(bytes) });
      expect(await store.originals.head(key)).toEqual({ bytes: size, contentType: jpeg.contentType });
      const { body, ...head } = (await store.originals.get(key))!;
      expect(head).toEqual({ bytes: size, contentType: jpeg.contentType });
      expect(sha256Of(Buffer.concat((await body.toArray()) as Buffer[]))).toBe(stored.sha256);
      expect(store.subject.multipart().created - before.created).toBe(size > partBytes ? 1 : 0);
    },
  );

  it.each([
    { chunkBytes: 1, size: 1_000 },
    { chunkBytes: noise.byteLength, size: noise.byteLength },
  ])('does not care how large the chunks of a stream are: $chunkBytes', async ({ chunkBytes, size }) => {
    const key = freshKey();
    const bytes = noise.subarray(0, size);
    expect(await store.originals.put(key, chunksOf(bytes, chunkBytes), jpeg)).toMatchObject({ sha256: sha256Of(bytes) });
    expect(sha256Of(await store.contentOf(key))).toBe(sha256Of(bytes));
  });
}

function forgetsWhatWasDeleted(store: StoreUnderTest): void {
  it('returns null for a key that nobody has put', async () => {
    expect(await store.originals.get(freshKey())).toBeNull();
    expect(await store.originals.head(freshKey())).toBeNull();
  });

  it('deletes, and does not mind if there is nothing', async () => {
    const key = freshKey();
    await store.originals.put(key, chunksOf(noise.subarray(0, 10)), jpeg);
    await store.originals.delete(key);
    await store.originals.delete(key);
    expect(await store.originals.head(key)).toBeNull();
  });
}

function leavesNothingOfWhatFailed(store: StoreUnderTest): void {
  it.each(bothWays)('leaves nothing of what is one byte too large, $way', async ({ size }) => {
    const key = freshKey();
    const bytes = noise.subarray(0, size);
    const put = store.originals.put(key, chunksOf(bytes), { ...jpeg, bytesMax: size - 1 });
    await expect(put).rejects.toMatchObject({ code: 'object_too_large', bytesMax: size - 1 });
    await store.expectNothingLeft(key);
    await store.originals.put(key, chunksOf(bytes), { ...jpeg, bytesMax: size });
  });

  it.each(bothWays)('leaves nothing when the source breaks, $way', async ({ size }) => {
    const key = freshKey();
    const put = store.originals.put(key, failingAfter(noise.subarray(0, size)), jpeg);
    await expect(put).rejects.toThrow('The source broke.');
    await store.expectNothingLeft(key);
  });
}
