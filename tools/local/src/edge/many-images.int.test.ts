import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { eventually } from '@pinhole/testing';
import { ask } from './ask.fixture.js';
import { startImagesUnderTest, type ImagesUnderTest } from './images.fixture.js';

const MiB = 1024 * 1024;
const miss = { 'x-cache': 'Miss from pinhole' };

describe('pictures that are many, large, or asked for at once', () => {
  let images: ImagesUnderTest;
  beforeAll(async () => {
    images = await startImagesUnderTest();
    Object.assign(process.env, images.environment);
  });
  afterAll(() => images.stop());
  beforeEach(() => void images.counter.asked.splice(0));

  it('asked for by many at once are fetched once', async () => {
    const bytes = randomBytes(500_000);
    const url = await images.store(bytes);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(url)));
    for (const { status, body } of answers) expect([status, body.equals(bytes)]).toEqual([200, true]);
    expect(images.counter.asked).toHaveLength(1);
  });

  it('still reach the others when the first who asked is gone', async () => {
    const url = await images.store(Buffer.from('0123456789'));
    const held = Promise.withResolvers<void>();
    images.counter.answering = async (request, response) => {
      await held.promise;
      images.forward(request, response);
    };
    const first = http.get(url).on('error', () => {});
    while (images.counter.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const other = ask(url);
    first.destroy();
    images.counter.answering = images.forward;
    held.resolve();
    expect((await other).body.toString()).toBe('0123456789');
    // Nobody holds a thing for the one who left: all of the memory can be had.
    const { memory } = images.under.edge.cache;
    await eventually(() => memory.take(memory.bytesMax)?.release() === undefined && memory.bytesHeld === 0);
    expect(images.counter.asked).toHaveLength(1);
  });

  it('that are too large to keep pass through whole, and in parts', async () => {
    const bytes = randomBytes(3 * MiB);
    const url = await images.store(bytes);
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(url);
      expect(answer).toMatchObject({ status: 200, headers: { ...miss, 'content-length': String(3 * MiB) } });
      expect(answer.body.equals(bytes)).toBe(true);
    }
    const part = await ask(url, { headers: { range: 'bytes=1000000-1000099' } });
    expect(part).toMatchObject({ status: 206, headers: { 'content-range': `bytes 1000000-1000099/${3 * MiB}` } });
    expect(part.body.equals(bytes.subarray(1_000_000, 1_000_100))).toBe(true);
    expect((await ask(url, { method: 'HEAD' })).headers['content-length']).toBe(String(3 * MiB));
  });

  it('never take more memory than they may, however many are asked for', async () => {
    const bytes = randomBytes(900_000);
    const stored = await Promise.all(Array.from({ length: 30 }, () => images.store(bytes)));
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, images.under.edge.cache.memory.bytesHeld)), 1);
    const answers = await Promise.all(stored.map((url) => ask(url)));
    clearInterval(watch);
    for (const { status, body } of answers) expect([status, body.equals(bytes)]).toEqual([200, true]);
    expect(most).toBeGreaterThan(1 * MiB);
    expect(most).toBeLessThanOrEqual(8 * MiB);
  });

  it('are told to be away when their store is, and nobody remembers it', async () => {
    const url = await images.store(Buffer.from('0123456789'));
    images.counter.answering = (request) => request.socket.destroy();
    const away = await ask(url);
    expect(away).toMatchObject({ status: 503, headers: { 'retry-after': '2', 'cache-control': 'no-store' } });
    images.counter.answering = images.forward;
    expect((await ask(url)).status).toBe(200);
  });
});
