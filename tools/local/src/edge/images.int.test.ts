import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { cacheControl, previewKey, variantKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit/plain';
import { ask } from './ask.fixture.js';
import { startImagesUnderTest, type ImagesUnderTest } from './images.fixture.js';

const hit = { 'x-cache': 'Hit from pinhole' };
const miss = { 'x-cache': 'Miss from pinhole' };

describe('pictures at the edge', () => {
  let images: ImagesUnderTest;
  beforeAll(async () => {
    images = await startImagesUnderTest();
    Object.assign(process.env, images.environment);
  });
  afterAll(() => images.stop());
  beforeEach(() => void images.counter.asked.splice(0));

  it.each([
    ['avif', 'image/avif'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
  ] as const)('are %s of type %s, for everybody and for ever', async (format, type) => {
    const bytes = randomBytes(20_000);
    const url = await images.store(bytes, format);
    const answer = await ask(url);
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        ...miss,
        'content-type': type,
        'content-length': '20000',
        'cache-control': cacheControl.immutable,
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
        etag: expect.stringMatching(/^"[0-9a-f]+"$/),
        'last-modified': expect.stringMatching(/GMT$/),
      },
    });
    expect(answer.body).toEqual(bytes);
  });

  it('are previews too, of whatever making', async () => {
    for (const name of [undefined, 'preview-27']) {
      const key = previewKey(newId(), 1, name);
      await images.put(key, 'a preview');
      const answer = await ask(`${images.under.url}/${key}`);
      expect([answer.status, answer.headers['content-type'], answer.body.toString()]).toEqual([200, 'image/jpeg', 'a preview']);
    }
  });

  it.each([
    { query: '', headers: {} },
    { query: '?width=1', headers: {} },
    { query: '', headers: { 'accept-language': 'ko' } },
    { query: '', headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http2' } },
    { query: '', headers: { accept: 'image/webp', 'accept-encoding': 'gzip' } },
    { query: '?', headers: { range: 'bytes=3-5' } },
  ])('come out of memory from the second time on, with $query $headers too', async ({ query, headers }) => {
    const url = await images.store(Buffer.from('0123456789'));
    expect((await ask(url)).headers).toMatchObject(miss);
    const second = await ask(url + query, { headers });
    expect(second.headers).toMatchObject({ ...hit, age: '0' });
    expect(second.body.toString()).toBe(headers.range ? '345' : '0123456789');
    expect(images.counter.asked).toHaveLength(1);
  });

  it('are kept whole, though the first asks for a part', async () => {
    const url = await images.store(Buffer.from('0123456789'));
    const part = await ask(url, { headers: { range: 'bytes=-3' } });
    expect(part).toMatchObject({ status: 206, headers: { ...miss, 'content-range': 'bytes 7-9/10', 'content-length': '3' } });
    expect(part.body.toString()).toBe('789');
    expect(images.counter.asked[0]?.headers).not.toHaveProperty('range');
    const whole = await ask(url);
    expect(whole).toMatchObject({ status: 200, headers: hit });
    expect(whole.body.toString()).toBe('0123456789');
  });

  it('say 416 to a part beyond their end', async () => {
    const url = await images.store(Buffer.from('0123456789'));
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(url, { headers: { range: 'bytes=10-' } });
      expect(answer).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10', 'cache-control': 'no-store' } });
    }
    expect((await ask(url)).status).toBe(200);
  });

  it('say 304 to who has them, and nothing but their head to HEAD', async () => {
    const url = await images.store(Buffer.from('0123456789'));
    const head = await ask(url, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { ...miss, 'content-length': '10', 'content-type': 'image/avif' } });
    const again = await ask(url, { headers: { 'if-none-match': head.headers.etag } });
    expect(again).toMatchObject({
      status: 304,
      headers: { ...hit, etag: head.headers.etag, 'cache-control': cacheControl.immutable },
    });
    expect(again.body).toHaveLength(0);
    const since = { 'if-modified-since': head.headers['last-modified'] };
    expect((await ask(url, { headers: since })).status).toBe(304);
  });

  it('that are not there are not there only now', async () => {
    const key = variantKey(newId(), 1, { width: 320, format: 'avif' });
    const missing = await ask(`${images.under.url}/${key}`);
    expect(missing).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
    });
    expect(missing.json()).toMatchObject({ code: 'not_found' });
    await images.put(key, 'now');
    expect((await ask(`${images.under.url}/${key}`)).body.toString()).toBe('now');
  });

  it.each([
    '/i/',
    '/i/x',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/320.avif',
    '/i/AB/01A1FE31-2C8B-7653-BDBB-281B23BAE9FB/1/320.avif',
    '/i/%2e%2e/o/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/320.avif/',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/0/320.avif',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/0320.avif',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/320.svg',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/preview-1.jpg',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/preview-1.avif',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/preview-01.jpg',
    '/i/ab/01a1fe31-2c8b-7653-bdbb-281b23bae9fb/1/320.avif%0a',
  ])('at %s could never have been made, and the bucket is not asked', async (path) => {
    expect((await ask(images.under.url + path)).status).toBe(404);
    expect(images.counter.asked).toHaveLength(0);
  });
});
