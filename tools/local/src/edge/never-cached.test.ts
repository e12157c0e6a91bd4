import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

const storable = { 'cache-control': 'public, max-age=60' };

describe('what is never kept', () => {
  let under: EdgeUnderTest;
  beforeAll(async () => (under = await startEdgeUnderTest({}, { holdSecondsMax: 0.2 })));
  afterAll(() => under.stop());

  it.each([
    { name: 'what is private', status: 200, headers: { 'cache-control': 'private, max-age=60' } },
    { name: 'what says no-store', status: 200, headers: { 'cache-control': 'no-store' } },
    { name: 'what says nothing', status: 200, headers: {} },
    { name: 'what sets a cookie', status: 200, headers: { ...storable, 'set-cookie': ['id=1'] } },
    { name: 'a 404', status: 404, headers: storable },
    { name: 'a 500', status: 500, headers: storable },
    { name: 'a 503', status: 503, headers: storable },
    { name: 'a 206', status: 206, headers: storable },
  ])('is $name', async ({ name, status, headers }) => {
    under.gallery.asked.splice(0);
    under.gallery.says({ code: name }, headers, status);
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(`${under.url}/v1/photos/${name.replaceAll(' ', '-')}`);
      expect(answer).toMatchObject({ status, headers: { ...headers, 'x-cache': 'Miss from pinhole' } });
      expect(answer.json()).toEqual({ code: name });
    }
    expect(under.gallery.asked).toHaveLength(2);
  });

  it('is an answer that breaks off', async () => {
    under.gallery.answering = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100, ...storable });
      response.write('{"half', () => response.destroy());
    };
    const broken = await ask(`${under.url}/v1/photos/broken`);
    expect(broken).toMatchObject({ status: 502, headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' } });
    under.gallery.says({ whole: true }, storable);
    expect((await ask(`${under.url}/v1/photos/broken`)).json()).toEqual({ whole: true });
  });

  it('is the absence of a service, which is told with when to try again', async () => {
    await under.gallery.stop();
    const away = await ask(`${under.url}/v1/photos/away`);
    expect(away).toMatchObject({
      status: 503,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
        'retry-after': '2',
      },
    });
    expect(away.json()).toMatchObject({ status: 503, code: 'unavailable', title: 'Service Unavailable' });
    await under.gallery.start();
    under.gallery.says({ back: true }, storable);
    expect((await ask(`${under.url}/v1/photos/away`)).json()).toEqual({ back: true });
  });

  it('is the end of a kept connection, at which nobody was asked anything: the question goes again', async () => {
    const used = new WeakSet();
    under.gallery.asked.splice(0);
    under.gallery.answering = ({ socket }, response) => {
      if (used.has(socket)) return socket.destroy();
      used.add(socket);
      return response.end('{}');
    };
    for (let time = 0; time < 3; time += 1) expect((await ask(`${under.url}/v1/photos/kept`)).status).toBe(200);
    expect(under.gallery.asked).toHaveLength(5);
  });
});
