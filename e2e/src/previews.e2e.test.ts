import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoState, PhotoView } from '@pinhole/contracts';
import { startStack, type LocalStack } from '@pinhole/local';
import { previewKey } from '@pinhole/resources';
import { eventually, makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';

/** So many that the last ladder is begun long after the last preview is there. */
const flood = 12;
const order: readonly PhotoState[] = ['processing', 'preview', 'ready'];

let stack: LocalStack;
let client: Client;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

describe('a flood of photos', () => {
  it('is seen whole while most of it is still being made, each by a picture that is what it says', async () => {
    const bytes = await makePhoto({ width: 4000, height: 3000, grain: 18 });
    const uploads = await Promise.all(Array.from({ length: flood }, (_, index) => client.upload(bytes, `${index}.jpg`)));
    const ids = uploads.map(({ id }) => id);
    const states = new Map(ids.map((id) => [id, new Set<PhotoState>()]));
    const previews = new Map<string, PhotoView>();

    const listed = await eventually(
      async () => {
        const photos = (await client.listed()).filter(({ id }) => states.has(id));
        for (const photo of photos) {
          states.get(photo.id)!.add(photo.state);
          if (photo.state === 'preview') previews.set(photo.id, photo);
        }
        return photos.length === flood && photos.every(({ picture }) => picture) ? photos : undefined;
      },
      { withinSeconds: 60 },
    );
    expect(listed.filter(({ state }) => state === 'preview').length).toBeGreaterThan(0);

    for (const preview of previews.values()) {
      expect(preview.picture).toMatchObject({
        width: 4000,
        height: 3000,
        color: expect.any(String),
        thumbhash: expect.any(String),
      });
      expect(new URL(preview.picture!.img.url).pathname).toBe(`/${previewKey(preview.id, 1)}`);
      expect(await crawl(preview)).toHaveLength(1);
    }

    for (const id of ids) {
      const photo = await client.settled(id, 120);
      states.get(id)!.add(photo.state);
      expect(photo.state).toBe('ready');
      expect((await crawl(photo)).length).toBeGreaterThan(1);
      // What was seen of it came in this order, since a state that was left is never seen again.
      expect(order.filter((state) => states.get(id)!.has(state))).toEqual([...states.get(id)!]);
    }
    // Pages that were opened before go on showing them.
    for (const preview of previews.values()) expect(await crawl(preview)).toHaveLength(1);
  }, 300_000);
});

describe('a photo that cannot be shown', () => {
  it('has no preview, and one reason', async () => {
    const half = (await makePhoto({ width: 900, height: 600 })).slice(0, 5_000);
    const photo = await client.settled((await client.upload(half)).id);
    expect(photo).toMatchObject({ state: 'rejected', picture: null });
  });
});
