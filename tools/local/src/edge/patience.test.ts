import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { eventually } from '@pinhole/testing';
import { ask, read } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

const MiB = 1024 * 1024;

describe('the patience of the edge', () => {
  let under: EdgeUnderTest;
  afterEach(() => under.stop());

  it('with an origin that does not answer ends, for all who wait', async () => {
    under = await startEdgeUnderTest({}, { originSecondsMax: 0.2 });
    under.gallery.answering = () => {};
    const answers = await Promise.all([1, 2, 3].map(() => ask(`${under.url}/v1/photos`)));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 504, headers: { 'retry-after': '2', 'cache-control': 'no-store' } });
      expect(answer.json()).toMatchObject({ code: 'too_slow' });
    }
  });

  it('with an origin that stops in the middle of what could be kept ends too', async () => {
    under = await startEdgeUnderTest({}, { originSecondsMax: 0.2 });
    under.gallery.answering = (_request, response) =>
      response.writeHead(200, { 'cache-control': 'max-age=60', 'content-length': 100 }).write('half');
    expect((await ask(`${under.url}/v1/photos`)).status).toBe(504);
    expect(under.edge.cache.memory.bytesHeld).toBe(0);
  });

  it('with a large answer that comes slowly does not end', async () => {
    under = await startEdgeUnderTest({}, { originSecondsMax: 0.2 });
    under.gallery.answering = (_request, response) => {
      response.writeHead(200, { 'cache-control': 'max-age=60', 'content-length': 3 * MiB }).write(Buffer.alloc(MiB));
      setTimeout(() => response.end(Buffer.alloc(2 * MiB)), 500);
    };
    expect((await ask(`${under.url}/v1/photos`)).body).toHaveLength(3 * MiB);
  });

  it('with a service that has an upload whole and says nothing ends', async () => {
    under = await startEdgeUnderTest({}, { silentSecondsMax: 0.2 });
    under.uploads.answering = (request) => request.resume();
    expect((await ask(`${under.url}/v1/uploads`, { method: 'POST', body: 'x' })).status).toBe(504);
  });

  it('with an upload that is still coming does not end', async () => {
    under = await startEdgeUnderTest({}, { silentSecondsMax: 0.1 });
    under.uploads.answering = (request, response) => request.resume().on('end', () => response.writeHead(201).end());
    const request = http.request(`${under.url}/v1/uploads`, { method: 'POST', agent: false });
    request.write('a first part');
    setTimeout(() => request.end('and the rest'), 400);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect((await read(response)).status).toBe(201);
  });

  it('with a service that does not say whether it wants a body ends, and the body is sent', async () => {
    under = await startEdgeUnderTest({}, { continueSecondsMax: 0.1 });
    under.uploads.onCheckContinue = (request, response) => request.resume().on('end', () => response.writeHead(201).end());
    const headers = { expect: '100-continue', 'content-length': 3 };
    const request = http.request(`${under.url}/v1/uploads`, { method: 'POST', headers, agent: false });
    request.flushHeaders();
    await once(request, 'continue');
    request.end('abc');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect((await read(response)).status).toBe(201);
  });

  it.each(['/v1/uploads', '/'])(
    'with a client that goes on sending what was refused at %s ends',
    async (path) => {
      under = await startEdgeUnderTest({}, { linger: { secondsMax: 0.3, bytesMax: 512 * MiB } });
      under.uploads.says({ code: 'no' }, {}, 413);
      const client = post(under.url + path, 64 * MiB);
      const drip = setInterval(() => client.write('x'), 20);
      await once(client.resume(), 'close');
      clearInterval(drip);
      // Not by the longer patience that services have.
    },
    8_000,
  );

  it('with a reader that takes nothing ends, and what it held is free', async () => {
    under = await startEdgeUnderTest({ EDGE_CACHE_BYTES_MAX: 256 * MiB }, { stalledReaderSeconds: 0.5 });
    const large = Buffer.alloc(15 * MiB);
    under.gallery.answering = (_request, response) =>
      response.writeHead(200, { 'cache-control': 'max-age=60', 'content-length': large.length }).end(large);
    const client = connect(Number(new URL(under.url).port), '127.0.0.1').on('error', () => {});
    client.write('GET /v1/photos HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(() => client.bytesRead > 0 || under.edge.cache.memory.bytesHeld > 15 * MiB);
    client.pause();
    // Out of the cache it goes by another's coming; what is counted then is what the reader holds.
    const { memory } = under.edge.cache;
    await eventually(() => memory.take(250 * MiB)?.release() === undefined && memory.bytesHeld === 0);
    client.destroy();
  });

  it('with a long early answer ends', async () => {
    under = await startEdgeUnderTest({}, { earlyAnswerBytesMax: 1_000 });
    under.uploads.answering = (_request, response) => response.writeHead(413).end('x'.repeat(2_000));
    const client = post(`${under.url}/v1/uploads`, MiB);
    const [head] = (await once(client, 'data')) as [Buffer];
    expect(head.toString()).toMatch(/^HTTP\/1.1 502 /);
    client.destroy();
  });
});

/** A client that has begun to send a body. */
function post(url: string, bytes: number): Socket {
  const client = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  client.write(`POST ${new URL(url).pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\nthe first bytes`);
  return client;
}
