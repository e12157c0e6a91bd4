import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@pinhole/testing';
import { ask, read } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';
import type { EdgeLimits } from './edge-limits.js';

const MiB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Long enough for several looks whether it is back. */
const away = () => pause(600);

describe('while a service is away', () => {
  let under: EdgeUnderTest;
  afterEach(() => under.stop());
  const start = async (limits: Partial<EdgeLimits> = {}) => (under = await startEdgeUnderTest({}, limits));

  /** An upload that asks before it sends, and whether it was told to go on. */
  function askToUpload(bytes: number) {
    const headers = { expect: '100-continue', 'content-length': bytes };
    const request = http.request(`${under.url}/v1/uploads`, { method: 'POST', headers, agent: false });
    request.on('error', () => {});
    request.flushHeaders();
    let continued = false;
    request.once('continue', () => (continued = true));
    return { request, answer: once(request, 'response').then(([it]) => read(it as IncomingMessage)), continued: () => continued };
  }

  it('an upload waits, and arrives whole when it is back', async () => {
    await start();
    under.uploads.answering = async (request, response) =>
      void response.writeHead(201, { sha: sha256(await buffer(request)) }).end();
    await under.uploads.stop();
    const body = randomBytes(5 * MiB);
    const answers = ['content-length', 'transfer-encoding'].map((framing) =>
      ask(`${under.url}/v1/uploads`, {
        method: 'POST',
        body,
        headers: framing === 'content-length' ? {} : { [framing]: 'chunked' },
      }),
    );
    await away();
    await under.uploads.start();
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ status: 201, headers: { sha: sha256(body) } });
    expect(under.uploads.asked).toHaveLength(2);
  });

  it('an upload is not read, neither while it waits nor before it is told to come again', async () => {
    await start({ holdSecondsMax: 1 });
    await under.uploads.stop();
    const { answer, continued } = askToUpload(5 * MiB);
    expect(await answer).toMatchObject({ status: 503, headers: { 'retry-after': '2', 'cache-control': 'no-store' } });
    expect(continued()).toBe(false);
    await under.uploads.start();
  });

  it('it is waited for ten seconds, and no longer', async () => {
    await start();
    await under.gallery.stop();
    const beganAt = performance.now();
    const answer = await ask(`${under.url}/v1/photos`);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(performance.now() - beganAt).toBeGreaterThanOrEqual(10_000);
    expect(performance.now() - beganAt).toBeLessThan(25_000);
    await under.gallery.start();
  }, 60_000);

  it('what many want is asked once when it is back', async () => {
    await start();
    under.gallery.says({ items: [] }, { 'cache-control': 'public, max-age=60' });
    await under.gallery.stop();
    const everybody = Array.from({ length: 100 }, () => ask(`${under.url}/v1/photos`));
    await away();
    await under.gallery.start();
    const statuses = (await Promise.all(everybody)).map(({ status }) => status);
    expect(statuses).toEqual(Array<number>(100).fill(200));
    expect(under.gallery.asked).toHaveLength(1);
  });

  it('all who want the same are told together that it stays away: none waits a second time', async () => {
    await start({ holdSecondsMax: 2 });
    await under.gallery.stop();
    const beganAt = performance.now();
    const statuses = await Promise.all([1, 2, 3].map(async () => (await ask(`${under.url}/v1/photos`)).status));
    expect(statuses).toEqual([503, 503, 503]);
    expect(performance.now() - beganAt).toBeLessThan(4_000);
    await under.gallery.start();
  });

  it('a client that leaves is waited for no longer, and its upload reaches nobody', async () => {
    await start();
    await under.uploads.stop();
    const { request, answer } = askToUpload(MiB);
    await away();
    request.destroy();
    await expect(answer).rejects.toThrow('hang up');
    await away();
    await under.uploads.start();
    const other = await ask(`${under.url}/v1/uploads/1`);
    await away();
    expect(other.status).toBe(404);
    expect(under.uploads.asked.map(({ url }) => url)).toEqual(['/v1/uploads/1']);
  });

  it('an edge that is to stop lets nobody wait', async () => {
    await start();
    await under.uploads.stop();
    const { answer } = askToUpload(MiB);
    await away();
    const beganAt = performance.now();
    under.edge.drain();
    expect((await answer).status).toBe(503);
    expect(performance.now() - beganAt).toBeLessThan(8_000);
    await under.uploads.start();
  });
});

describe('a request that a service heard and did not answer', () => {
  let under: EdgeUnderTest;
  afterEach(() => under.stop());

  it('goes again as long as not a byte of its body went', async () => {
    under = await startEdgeUnderTest();
    under.uploads.onCheckContinue = (request, response) => {
      if (under.uploads.asked.length === 1) return void request.socket.destroy();
      response.writeContinue();
      request.resume().on('end', () => response.writeHead(201).end());
    };
    expect((await ask(`${under.url}/v1/uploads`, { method: 'POST', body: Buffer.alloc(MiB) })).status).toBe(201);
    expect(under.uploads.asked).toHaveLength(2);
  });

  it('never goes again once its body has begun', async () => {
    under = await startEdgeUnderTest();
    under.uploads.answering = (request) => void request.once('data', () => request.socket.destroy());
    expect((await ask(`${under.url}/v1/uploads`, { method: 'POST', body: Buffer.alloc(MiB) })).status).toBe(502);
    expect(under.uploads.asked).toHaveLength(1);
  });

  it('never goes again where it is neither a question nor has a body', async () => {
    under = await startEdgeUnderTest();
    under.uploads.answering = (request) => void request.socket.destroy();
    expect((await ask(`${under.url}/v1/uploads/1`, { method: 'DELETE' })).status).toBe(502);
    expect(under.uploads.asked).toHaveLength(1);
  });

  it.each(['/v1/photos', '/v1/uploads/1'])('and is a question, at %s, goes a few times more and then no more', async (path) => {
    under = await startEdgeUnderTest();
    for (const service of [under.gallery, under.uploads]) service.answering = (request) => void request.socket.destroy();
    expect(await ask(under.url + path)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    await eventually(() => under.gallery.asked.length + under.uploads.asked.length === 4);
  });
});
