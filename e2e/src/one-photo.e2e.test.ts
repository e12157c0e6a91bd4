import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import { eventually, makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';

let stack: LocalStack;
let client: Client;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

describe('one photo', () => {
  it('goes in through the door and comes out of the gallery', async () => {
    const { id, url, statusUrl } = await client.upload(await makePhoto({ width: 1600, height: 1000 }), 'IMG_0001.jpg', {
      title: 'Fjord at dawn',
      tags: 'sea, norway',
    });
    expect(url).toBe(`${stack.url}/p/${id}`);
    expect(statusUrl).toBe(`${stack.url}/v1/uploads/${id}`);
    expect((await fetch(url)).status).toBe(200);

    const photo = await client.settled(id);
    expect(photo).toMatchObject({
      state: 'ready',
      title: 'Fjord at dawn',
      tags: ['sea', 'norway'],
      picture: { width: 1600, height: 1000 },
    });
    const page = (await (await fetch(`${stack.url}/v1/photos`)).json()) as { items: { id: string }[] };
    expect(page.items.map((item) => item.id)).toContain(id);
  });

  it('is in the gallery from the first second', async () => {
    const { id } = await client.upload(await makePhoto({ width: 4000, height: 3000 }));
    const { state } = await eventually(() => client.photo(id), { withinSeconds: 5 });
    expect(['processing', 'preview', 'ready']).toContain(state);
    await client.settled(id);
  });

  it('is another photo than its namesake', async () => {
    const bytes = await makePhoto({ width: 300, height: 200 });
    const both = await Promise.all([client.upload(bytes, 'IMG_0001.jpg'), client.upload(bytes, 'IMG_0001.jpg')]);
    const photos = await Promise.all(both.map(({ id }) => client.settled(id)));
    expect(new Set(photos.map(({ id }) => id)).size).toBe(2);
    expect(photos.map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('that is unlisted is in no list, and open to whoever has the link', async () => {
    const { id } = await client.upload(await makePhoto({ width: 300, height: 200 }), 'a.jpg', { visibility: 'unlisted' });
    await client.settled(id);
    const response = await fetch(`${stack.url}/v1/photos/${id}`);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const page = (await (await fetch(`${stack.url}/v1/photos?limit=100`)).json()) as { items: { id: string }[] };
    expect(page.items.map((item) => item.id)).not.toContain(id);
  });
});

describe('every URL that the API gives out', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('answers with what was declared: %s', async (format) => {
    const { id } = await client.upload(await makePhoto({ width: 900, height: 600, format }), `photo.${format}`);
    const photo = await client.settled(id);
    expect(photo.rejection).toBeNull();
    expect(await crawl(photo)).toHaveLength(6); // 320, 640 and its own width, twice.
  });
});
