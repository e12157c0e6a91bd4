import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

describe('who is asked for what', () => {
  let under: EdgeUnderTest;
  beforeAll(async () => (under = await startEdgeUnderTest()));
  afterAll(() => under.stop());
  beforeEach(() => {
    for (const service of [under.uploads, under.gallery, under.resizer]) {
      service.asked.splice(0);
      service.says({ url: service.url }, { 'cache-control': 'no-store' });
    }
  });
  const seen = () => ({
    uploads: under.uploads.asked.map(({ method, url }) => `${method} ${url}`),
    gallery: under.gallery.asked.map(({ method, url }) => `${method} ${url}`),
    resizer: under.resizer.asked.map(({ method, url }) => `${method} ${url}`),
  });

  it('is told by the path table', async () => {
    const paths = [
      '/v1/uploads/x?a=1',
      '/v1/capabilities',
      '/openapi/upload-api.json',
      '/openapi/gallery-api.json',
      '/v1/photos?limit=2',
    ];
    for (const path of paths) expect((await ask(under.url + path)).status).toBe(200);
    expect(seen()).toEqual({
      uploads: ['GET /v1/uploads/x?a=1', 'GET /v1/capabilities', 'GET /openapi.json'],
      gallery: ['GET /openapi.json', 'GET /v1/photos?limit=2'],
      resizer: [],
    });
  });

  it.each([
    '/openapi.json',
    '/metrics',
    '/health/anything',
    '/v1/../openapi.json',
    '/v1/%2e%2e/openapi.json',
    '//v1/photos',
    '/v1',
  ])('is nobody for %s', async (path) => {
    const answer = await ask(under.url + path);
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
    });
    expect(answer.json()).toMatchObject({
      code: 'not_found',
      instance: `urn:request:${answer.headers['x-request-id'] as string}`,
    });
    expect(seen()).toEqual({ uploads: [], gallery: [], resizer: [] });
  });

  it.each(['/v1/..%2fhealth/live', '/v1/%00', '/v1/%zz', '/v1/..%5chealth'])(
    'is nobody for %s, which is malformed',
    async (path) => {
      expect((await ask(under.url + path)).json()).toMatchObject({ status: 400, code: 'malformed' });
      expect(seen()).toEqual({ uploads: [], gallery: [], resizer: [] });
    },
  );

  it('is the service itself for methods that only it knows, and its word passes through', async () => {
    under.gallery.says({ code: 'method_not_allowed' }, { allow: 'GET, HEAD', 'content-type': 'application/problem+json' }, 405);
    const answer = await ask(`${under.url}/v1/photos`, { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD', 'content-type': 'application/problem+json' } });
    under.uploads.answering = (_request, response) => response.writeHead(204, { 'access-control-max-age': '7200' }).end();
    const preflight = await ask(`${under.url}/v1/uploads`, { method: 'OPTIONS', headers: { origin: 'https://a.example' } });
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-max-age': '7200' } });
    expect(under.uploads.asked[0]?.headers.origin).toBe('https://a.example');
  });

  it.each(['/', '/style.css', '/i/ab/c/1/320.avif', '/p/x'])(
    'is the edge alone for %s, which is only to be read',
    async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const refused = await ask(under.url + path, { method, body: 'x' });
        expect(refused).toMatchObject({
          status: 405,
          headers: { allow: 'GET, HEAD, OPTIONS', 'access-control-allow-origin': '*' },
        });
        expect(refused.json()).toMatchObject({ code: 'method_not_allowed' });
      }
      const preflight = await ask(under.url + path, { method: 'OPTIONS' });
      expect(preflight).toMatchObject({
        status: 204,
        headers: { 'access-control-allow-methods': 'GET, HEAD', 'access-control-max-age': '7200' },
      });
    },
  );
});
