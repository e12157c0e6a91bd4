import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { cacheControl } from '@pinhole/resources';
import { eventually } from '@pinhole/testing';
import { ask } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

const long = { 'cache-control': 'public, max-age=0, s-maxage=60' };
const page = { items: [{ title: 'photo '.repeat(500) }], nextCursor: null };

describe('JSON that is the same for everybody', () => {
  let under: EdgeUnderTest;
  let list: string;
  beforeAll(async () => (under = await startEdgeUnderTest()));
  afterAll(() => under.stop());

  // A path of its own for each test: nothing that another stored.
  let turn = 0;
  beforeEach(() => {
    list = `${under.url}/v1/photos/${(turn += 1)}`;
    under.gallery.says(page, long);
  });
  afterEach(() => void under.gallery.asked.splice(0));

  it('comes from the origin once, and then out of memory with its age', async () => {
    const first = await ask(list);
    expect(first).toMatchObject({ status: 200, headers: { 'x-cache': 'Miss from pinhole', ...long } });
    const second = await ask(list);
    expect(second).toMatchObject({ status: 200, headers: { 'x-cache': 'Hit from pinhole', age: '0', ...long } });
    expect(second.body).toEqual(first.body);
    expect(first.json()).toEqual(page);
    expect(under.gallery.asked).toHaveLength(1);
  });

  it.each([
    { 'accept-language': 'ko' },
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'gopher' },
    { 'x-http-method-override': 'DELETE' },
    { 'x-original-url': '/v1/secrets' },
    { cookie: 'session=1' },
    { authorization: 'Bearer x' },
    { origin: 'https://elsewhere.example' },
    { accept: 'text/html' },
    { range: 'bytes=0-3' },
    { 'cache-control': 'no-cache' },
  ])('is asked without, and kept regardless of, %j', async (headers) => {
    const first = await ask(list, { headers });
    const second = await ask(list, { headers: { [Object.keys(headers)[0] as string]: 'something else' } });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.headers['x-cache']).toBe('Hit from pinhole');
    const [seen] = under.gallery.asked;
    expect(seen?.method).toBe('GET');
    expect(seen?.headers).not.toMatchObject(headers);
    expect(seen?.headers.host).toBe(new URL(under.gallery.url).host);
  });

  it('differs by its query', async () => {
    await ask(`${list}?limit=1`);
    expect((await ask(`${list}?limit=2`)).headers['x-cache']).toBe('Miss from pinhole');
    expect((await ask(`${list}?limit=1`)).headers['x-cache']).toBe('Hit from pinhole');
    expect(under.gallery.asked.map(({ url }) => url?.split('?')[1])).toEqual(['limit=1', 'limit=2']);
  });

  it('differs by who was asked, though both are asked the same', async () => {
    under.uploads.says({ of: 'uploads' }, long);
    under.gallery.says({ of: 'gallery' }, long);
    for (let time = 0; time < 2; time += 1) {
      expect((await ask(`${under.url}/openapi/upload-api.json`)).json()).toEqual({ of: 'uploads' });
      expect((await ask(`${under.url}/openapi/gallery-api.json`)).json()).toEqual({ of: 'gallery' });
    }
  });

  it('is as old as it already was when it came', async () => {
    under.gallery.says(page, { ...long, age: '7' });
    await ask(list);
    expect(['7', '8']).toContain((await ask(list)).headers.age);
    await eventually(async () => Number((await ask(list)).headers.age) >= 9);
  });

  it('is asked for again when its time at the edge is over', async () => {
    under.gallery.says(page, { 'cache-control': cacheControl.list });
    const until = Date.now() + 5_000;
    while (under.gallery.asked.length < 2 && Date.now() < until) await ask(list);
    expect(under.gallery.asked).toHaveLength(2);
  });

  it('says 304 out of memory to who has it', async () => {
    under.gallery.says(page, { ...long, etag: 'W/"1"' });
    await ask(list);
    const again = await ask(list, { headers: { 'if-none-match': 'W/"1"' } });
    expect(again).toMatchObject({ status: 304, headers: { etag: 'W/"1"', 'x-cache': 'Hit from pinhole', ...long } });
    expect(again.body).toHaveLength(0);
    expect(under.gallery.asked).toHaveLength(1);
    expect(under.gallery.asked[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('answers HEAD with what GET stored, and the other way round', async () => {
    const head = await ask(list, { method: 'HEAD' });
    expect(head.body).toHaveLength(0);
    const got = await ask(list);
    expect(got.headers).toMatchObject({ 'x-cache': 'Hit from pinhole', 'content-length': head.headers['content-length'] });
    expect(got.json()).toEqual(page);
    expect(under.gallery.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is compressed for those who take it so, stored or not', async () => {
    for (const cache of [long, { 'cache-control': 'private, no-store' }]) {
      under.gallery.says(page, cache);
      const path = `${list}?${cache['cache-control'].length}`;
      const zipped = await ask(path, { headers: { 'accept-encoding': 'br, gzip' } });
      expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
      expect(JSON.parse(gunzipSync(zipped.body).toString())).toEqual(page);
      const plain = await ask(path);
      expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding' });
      expect(plain.headers).not.toHaveProperty('content-encoding');
      expect(plain.json()).toEqual(page);
    }
  });

  it('is not compressed where there is next to nothing to win', async () => {
    under.gallery.says({ title: 'x'.repeat(300) }, long);
    expect((await ask(list, { headers: { 'accept-encoding': 'gzip' } })).headers).not.toHaveProperty('content-encoding');
  });

  it('carries the id of the request that it answers, never the one that it was stored by', async () => {
    under.gallery.says(page, { ...long, 'x-request-id': 'of-the-first' });
    await ask(list, { headers: { 'x-request-id': 'of-the-first' } });
    expect(under.gallery.asked[0]?.headers['x-request-id']).toBe('of-the-first');
    expect((await ask(list, { headers: { 'x-request-id': 'mine' } })).headers['x-request-id']).toBe('mine');
    const made = (await ask(list, { headers: { 'x-request-id': 'no\tgood' } })).headers['x-request-id'];
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('may be read by every site', async () => {
    for (const { headers } of [await ask(list), await ask(list)]) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
