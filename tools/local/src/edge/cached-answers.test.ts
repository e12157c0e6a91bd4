import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CachedAnswers, type Found, type Wanted } from './cached-answers.js';
import { EdgeCache } from './edge-cache.js';
import type { OriginAnswer } from './origin-answer.js';
import type { StoredAnswer } from './stored-answer.js';

const MiB = 1024 * 1024;
const shared = { 'cache-control': 'public, max-age=60' };

function answerOf(body: string, headers: Record<string, string> = shared, status = 200): OriginAnswer {
  return { status, headers, body: Readable.from([Buffer.from(body)], { objectMode: false }), bytes: Buffer.byteLength(body) };
}

/** An origin whose every answer the test gives by hand. */
function byHand(objectBytesMax = MiB) {
  const asked: PromiseWithResolvers<OriginAnswer>[] = [];
  const cache = new EdgeCache(8 * MiB);
  const answers = new CachedAnswers(cache, objectBytesMax);
  const origin = {
    name: 'The origin',
    ask: () => {
      const next = Promise.withResolvers<OriginAnswer>();
      asked.push(next);
      return next.promise;
    },
  };
  const wanted: Wanted = { key: 'k', origin, question: { path: '/', search: '', tracing: {} }, compress: false };
  return { asked, cache, find: () => answers.find(wanted) };
}

async function bodyOf(found: Found): Promise<string> {
  if ('passing' in found) return text(found.passing.body);
  const body = found.stored.body.toString();
  found.stored.memory.release();
  return body;
}

describe('requests for the same thing at once', () => {
  it('reach the origin once, and all get its answer', async () => {
    const { asked, find, cache } = byHand();
    const everybody = Array.from({ length: 1_000 }, find);
    expect(asked).toHaveLength(1);
    asked[0]?.resolve(answerOf('the answer'));
    const found = await Promise.all(everybody);
    expect(found.map((one) => 'stored' in one && one.hit)).toEqual([false, ...Array<boolean>(999).fill(true)]);
    expect(new Set(await Promise.all(found.map(bodyOf)))).toEqual(new Set(['the answer']));
    expect(asked).toHaveLength(1);
    // All have let go: what is left is one entry.
    expect(cache.memory.bytesHeld).toBeLessThan(4096);
  });

  it('each hold what they got until they have read it, whatever has left the cache meanwhile', async () => {
    const { asked, find, cache } = byHand();
    const everybody = [find(), find(), find()];
    asked[0]?.resolve(answerOf('x'.repeat(100_000)));
    const found = await Promise.all(everybody);
    const other = cache.memory.take(1);
    if (other) cache.keep('k', { ...(found[0] as { stored: StoredAnswer }).stored, memory: other });
    for (const one of found) {
      expect(cache.memory.bytesHeld).toBeGreaterThan(100_000);
      await bodyOf(one);
    }
    expect(cache.memory.bytesHeld).toBe(1);
  });

  it('are each asked for himself, when the first one’s answer is for him alone', async () => {
    const { asked, find } = byHand();
    const [first, ...others] = [find(), find(), find()];
    asked[0]?.resolve(answerOf('yours', { 'cache-control': 'private, no-store' }));
    expect(await bodyOf(await first)).toBe('yours');
    await Promise.resolve();
    expect(asked).toHaveLength(3);
    asked[1]?.resolve(answerOf('hers', { 'cache-control': 'private, no-store' }));
    asked[2]?.resolve(answerOf('his', { 'cache-control': 'private, no-store' }));
    expect(await Promise.all(others.map(async (one) => bodyOf(await one)))).toEqual(['hers', 'his']);
  });

  it('outlive the failure of the first', async () => {
    const { asked, find, cache } = byHand();
    const [first, ...others] = [find(), find(), find()];
    asked[0]?.reject(new Error('gone'));
    await expect(first).rejects.toMatchObject({ status: 502 });
    await Promise.resolve();
    expect(asked).toHaveLength(3);
    for (const one of asked.slice(1)) one.resolve(answerOf('the answer'));
    expect(await Promise.all(others.map(async (one) => bodyOf(await one)))).toEqual(['the answer', 'the answer']);
    expect(await bodyOf(await find())).toBe('the answer');
    expect(cache.memory.bytesHeld).toBeLessThan(4096);
  });

  it('outlive an answer that breaks off, which is not kept', async () => {
    const { asked, find, cache } = byHand();
    const [first, other] = [find(), find()];
    asked[0]?.resolve({ ...answerOf('ten bytes.'), bytes: 20 });
    await expect(first).rejects.toMatchObject({ status: 502 });
    await Promise.resolve();
    asked[1]?.resolve(answerOf('the answer'));
    expect(await bodyOf(await other)).toBe('the answer');
    expect(cache.memory.bytesHeld).toBeLessThan(4096);
  });

  it('are asked anew once the answer has come', async () => {
    const { asked, find } = byHand();
    const first = find();
    asked[0]?.resolve(answerOf('mine', { 'cache-control': 'no-store' }));
    await bodyOf(await first);
    void find();
    expect(asked).toHaveLength(2);
  });
});

describe('what is too large to keep', () => {
  const large = 'x'.repeat(1_000);

  it.each([{ bytes: 1_000 }, { bytes: null }])('passes through whole, its length being $bytes', async ({ bytes }) => {
    const { asked, find, cache } = byHand(500);
    const first = find();
    const body = Readable.from([Buffer.from(large.slice(0, 400)), Buffer.from(large.slice(400))], { objectMode: false });
    asked[0]?.resolve({ status: 200, headers: shared, body, bytes });
    const found = await first;
    expect('passing' in found).toBe(true);
    // What says that it is too large is not even begun.
    expect(body.readableDidRead).toBe(bytes === null);
    expect(await bodyOf(found)).toBe(large);
    expect(cache.memory.bytesHeld).toBe(0);
    void find();
    expect(asked).toHaveLength(2);
  });

  it('is kept up to the limit, with or without a length', async () => {
    for (const bytes of [1_000, null]) {
      const { asked, find } = byHand(1_000);
      const first = find();
      asked[0]?.resolve({ ...answerOf(large), bytes });
      expect(await bodyOf(await first)).toBe(large);
      expect(await bodyOf(await find())).toBe(large);
      expect(asked).toHaveLength(1);
    }
  });
});
