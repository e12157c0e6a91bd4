import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photoPage, photoView, problem, type PhotoFacts, type Problem, type Visibility } from '@pinhole/contracts';
import { eventually, testDatabase } from '@pinhole/testing';
import { startGalleryApi, type GalleryApi } from './gallery-api.fixture.js';

let api: GalleryApi;
let url: string;

beforeAll(async () => {
  api = await startGalleryApi(await testDatabase());
  url = api.url;
}, 180_000);
afterAll(() => api?.stop(), 30_000);

/** Says to the inbox that a photo was uploaded, and waits until it is shown. */
async function uploaded(uploadedAt: string, visibility: Visibility = 'public'): Promise<PhotoFacts> {
  const photo = await api.sayUploaded({ uploadedAt, visibility });
  await eventually(async () => (await fetch(`${url}/v1/photos/${photo.id}`)).ok);
  return photo;
}

describe('GET /v1/photos', () => {
  it('gives pages, newest first, whose links lead to the end', async () => {
    const photos = [];
    for (const second of [1, 2, 3]) photos.push(await uploaded(`2026-11-21T09:00:0${second}.000Z`));
    const first = await fetch(`${url}/v1/photos?limit=2`);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=1');
    const page = photoPage.parse(await first.json());
    expect(page.items.map(({ id }) => id)).toEqual([photos[2]?.id, photos[1]?.id]);
    const link = /^<http:\/\/photos\.test(\/[^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1];
    expect(link).toContain(`cursor=${page.nextCursor}`);

    const second = await fetch(`${url}${link}`);
    const last = photoPage.parse(await second.json());
    expect(last.items.map(({ id }) => id)).toEqual([photos[0]?.id]);
    expect([last.nextCursor, second.headers.get('link')]).toEqual([null, null]);
  });

  it('answers 304 to whoever has the page already', async () => {
    const list = `${url}/v1/photos?limit=2`;
    const etag = (await fetch(list)).headers.get('etag') ?? '';
    const again = await fetch(list, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await uploaded('2026-11-21T09:00:04.000Z');
    expect((await fetch(list, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('is one page for a crowd, and the newest again a second later', async () => {
    const list = `${url}/v1/photos?limit=3`;
    const crowd = await Promise.all(Array.from({ length: 200 }, async () => (await fetch(list)).text()));
    expect(new Set(crowd).size).toBe(1);
    const { id } = await uploaded('2026-11-21T09:00:05.000Z');
    await eventually(async () => photoPage.parse(await (await fetch(list)).json()).items[0]?.id === id);
  });

  it.each([
    { query: 'limit=0', status: 422, pointer: '#/limit' },
    { query: 'limit=101', status: 422, pointer: '#/limit' },
    { query: 'limit=many', status: 400, pointer: '#/limit' },
    { query: 'cursor=x', status: 400, pointer: '#/cursor' },
    { query: `cursor=${'x'.repeat(300)}`, status: 422, pointer: '#/cursor' },
    { query: 'colour=red', status: 400, pointer: '#/colour' },
  ])('refuses ?$query with $status', async ({ query, status, pointer }) => {
    const response = await fetch(`${url}/v1/photos?${query}`);
    const body = problem.parse(await response.json());
    expect([response.status, body.errors?.map((error) => error.pointer)]).toEqual([status, [pointer]]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('GET /v1/photos/{id}', () => {
  it('shows a photo from the moment it was uploaded', async () => {
    const photo = await uploaded('2026-11-21T10:00:00.000Z');
    const response = await fetch(`${url}/v1/photos/${photo.id}`);
    expect(photoView.parse(await response.json())).toMatchObject({
      id: photo.id,
      state: 'processing',
      title: 'Fjord',
      picture: null,
    });
  });

  it('answers 304 to whoever has it already, and HEAD without a body', async () => {
    const { id } = await uploaded('2026-11-21T10:00:01.000Z');
    const etag = (await fetch(`${url}/v1/photos/${id}`)).headers.get('etag') ?? '';
    const again = await fetch(`${url}/v1/photos/${id}`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await fetch(`${url}/v1/photos/${id}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  });

  it('keeps an unlisted photo out of every shared cache and every list', async () => {
    const { id } = await uploaded('2026-11-21T10:00:02.000Z', 'unlisted');
    expect((await fetch(`${url}/v1/photos/${id}`)).headers.get('cache-control')).toBe('private, no-store');
    const { items } = photoPage.parse(await (await fetch(`${url}/v1/photos`)).json());
    expect(items.map((item) => item.id)).not.toContain(id);
  });

  it.each([
    { id: '019aa5c0-8f2e-7a41-9c3d-5e6f70819203', status: 404, code: 'photo_not_found' },
    { id: 'x', status: 400, code: 'malformed' },
  ])('answers $status for $id', async ({ id, status, code }) => {
    const response = await fetch(`${url}/v1/photos/${id}`);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});

describe('GET /openapi.json', () => {
  it('describes every route and no other', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; parameters?: { name: string }[] }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters = [] }]) => [
        method,
        path,
        operationId,
        parameters.map(({ name }) => name),
      ]),
    );
    expect(routes).toEqual([
      ['get', '/v1/photos', 'listPhotos', ['limit', 'cursor']],
      ['get', '/v1/photos/{id}', 'getPhoto', ['id']],
    ]);
  });

  it('describes every field of a photo, and no other', async () => {
    interface Schema {
      readonly properties: Record<string, object>;
      readonly required: string[];
    }
    const { id } = await uploaded('2026-11-21T10:00:03.000Z');
    const photo = (await (await fetch(`${url}/v1/photos/${id}`)).json()) as Record<string, object>;
    const { components } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      components: { schemas: Record<string, Schema> };
    };
    const said = { Photo: photo, Camera: photo['camera'], Exposure: photo['exposure'] };
    for (const [name, value] of Object.entries(said)) {
      const fields = Object.keys(value!).sort();
      const { properties, required } = components.schemas[name]!;
      expect([name, Object.keys(properties).sort(), required.toSorted()]).toEqual([name, fields, fields]);
    }
    expect(Object.keys(components.schemas['TakenAt']!.properties)).toEqual(['local', 'offset']);
    expect(JSON.stringify(components)).not.toMatch(/latitude|longitude|serial/i);
  });
});
