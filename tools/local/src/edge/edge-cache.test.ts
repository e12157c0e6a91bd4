import { describe, expect, it } from '@jest/globals';
import { EdgeCache } from './edge-cache.js';
import { EdgeMemory, type Lease } from './edge-memory.js';
import type { StoredAnswer } from './stored-answer.js';

const KiB = 1024;
const answerOf = (memory: Lease, freshUntil = Infinity): StoredAnswer => {
  return { status: 200, headers: {}, body: Buffer.alloc(0), gzip: null, bornAt: 0, freshUntil, memory };
};

describe('the edge’s memory', () => {
  it('is never more than its limit, whatever comes', () => {
    const cache = new EdgeCache(100 * KiB);
    let most = 0;
    let kept = 0;
    for (let turn = 0; turn < 5_000; turn += 1) {
      const lease = cache.memory.take(((turn * 7_919) % 40) * KiB);
      most = Math.max(most, cache.memory.bytesHeld);
      if (!lease) continue;
      kept += 1;
      cache.keep(`key ${turn % 50}`, answerOf(lease));
    }
    expect(most).toBeLessThanOrEqual(100 * KiB);
    expect(kept).toBe(5_000);
  });

  it('counts what has left the cache until its last reader has it', () => {
    const cache = new EdgeCache(10 * KiB);
    const lease = cache.memory.take(6 * KiB) as Lease;
    cache.keep('slow', answerOf(lease));
    lease.use();
    cache.keep('slow', answerOf(cache.memory.take(1 * KiB) as Lease));
    expect(cache.memory.bytesHeld).toBe(7 * KiB);
    lease.release();
    expect(cache.memory.bytesHeld).toBe(1 * KiB);
  });

  it('has no room where all of it is being read, and nobody loses what he reads', () => {
    const cache = new EdgeCache(10 * KiB);
    const lease = cache.memory.take(8 * KiB) as Lease;
    cache.keep('read', answerOf(lease));
    lease.use();
    expect(cache.memory.take(4 * KiB)).toBeNull();
    expect(cache.get('read')).not.toBeNull();
    lease.release();
    expect(cache.memory.take(4 * KiB)).not.toBeNull();
    expect(cache.get('read')).toBeNull();
  });

  it('lets the longest unused go first', () => {
    const cache = new EdgeCache(10 * KiB);
    for (const key of ['a', 'b', 'c']) cache.keep(key, answerOf(cache.memory.take(3 * KiB) as Lease));
    cache.get('a');
    cache.keep('d', answerOf(cache.memory.take(3 * KiB) as Lease));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  });

  it('gives nothing that is larger than itself, and throws nothing out for it', () => {
    const cache = new EdgeCache(10 * KiB);
    cache.keep('a', answerOf(cache.memory.take(1 * KiB) as Lease));
    expect(cache.memory.take(11 * KiB)).toBeNull();
    expect(cache.get('a')).not.toBeNull();
  });

  it('grows and shrinks with what is in it', () => {
    const memory = new EdgeMemory(10);
    const lease = memory.take(4) as Lease;
    expect(lease.resize(11)).toBe(false);
    expect(memory.bytesHeld).toBe(4);
    expect(lease.resize(10)).toBe(true);
    expect(lease.resize(2)).toBe(true);
    expect(memory.bytesHeld).toBe(2);
    lease.release();
    expect(memory.bytesHeld).toBe(0);
  });
});

describe('an answer in the cache', () => {
  it('is gone when its time is over, and its memory with it', () => {
    let now = 1_000;
    const cache = new EdgeCache(10 * KiB, () => now);
    cache.keep('a', answerOf(cache.memory.take(1 * KiB) as Lease, 2_000));
    now = 1_999;
    expect(cache.get('a')).not.toBeNull();
    now = 2_000;
    expect(cache.get('a')).toBeNull();
    expect(cache.memory.bytesHeld).toBe(0);
  });
});
