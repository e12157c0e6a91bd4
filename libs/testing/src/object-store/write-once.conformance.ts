import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect } from '@jest/globals';
import { bothWays, chunksOf, freshKey, jpeg, noise, sha256Of } from './samples.js';
import type { StoreUnderTest } from './store-under-test.js';

const writersAtOnce = 8;

/** What rests on S3 itself, and where emulators differ. */
export function whatIsWrittenStays(store: StoreUnderTest): void {
  describe('What is written', () => {
    for (const { way, size } of bothWays) {
      store.itKeeps('write-once', `keeps what was written first, ${way}`, async (kept) => {
        const key = freshKey();
        const [first, second] = [noise.subarray(0, size), noise.subarray(1, size + 1)];
        await store.originals.put(key, chunksOf(first), jpeg);
        const again = store.originals.put(key, chunksOf(second), jpeg);
        if (kept) await expect(again).rejects.toMatchObject({ code: 'object_already_exists' });
        else await again;
        expect(sha256Of(await store.contentOf(key))).toBe(sha256Of(kept ? first : second));
        store.expectNoOpenUploads();
      });
    }

    store.itKeeps('write-once', 'lets one of many writers at once win, whole', async (kept) => {
      expect(await race(store, bothWays[0].size)).toHaveLength(kept ? 1 : writersAtOnce);
    });

    store.itKeeps('one-completes', 'lets one of many writers at once win, in parts', async (kept) => {
      const won = await race(store, bothWays[1].size);
      if (kept) expect(won).toHaveLength(1);
      else expect(won).not.toHaveLength(0);
    });

    store.itKeeps('damage-refused', 'refuses bytes that were damaged on the way', async (kept) => {
      const Bucket = store.subject.buckets.originals;
      const damaged = new PutObjectCommand({ Bucket, Key: freshKey(), Body: 'not these bytes', ChecksumCRC32: 'AAAAAA==' });
      const answer = store.subject.s3.send(damaged);
      if (kept) await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'BadDigest' }));
      else await answer;
    });

    store.itKeeps('uploads-listed', 'lists the one upload that is open, after all the others', async (kept) => {
      const Bucket = store.subject.buckets.originals;
      const { UploadId } = await store.subject.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: freshKey() }));
      const { Uploads = [] } = await store.subject.s3.send(new ListMultipartUploadsCommand({ Bucket }));
      expect(Uploads.map((upload) => upload.UploadId)).toEqual(kept ? [UploadId] : []);
    });
  });
}

/** The hashes of those who were told that they had written. Whose object stays is among them, and nobody leaves parts behind. */
async function race(store: StoreUnderTest, size: number): Promise<string[]> {
  const key = freshKey();
  const writers = Array.from({ length: writersAtOnce }, (_, n) => noise.subarray(n, n + size));
  const ends = await Promise.allSettled(writers.map((bytes) => store.originals.put(key, chunksOf(bytes), jpeg)));
  const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.sha256] : []));
  expect(won).toContain(sha256Of(await store.contentOf(key)));
  store.expectNoOpenUploads();
  return won;
}
