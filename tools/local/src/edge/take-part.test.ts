import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { takePart } from './take-part.js';

const whole = Buffer.from(Array.from({ length: 100 }, (_, index) => index));
const inChunksOf = (bytes: number) =>
  Readable.from(Array.from({ length: Math.ceil(100 / bytes) }, (_, index) => whole.subarray(index * bytes, (index + 1) * bytes)));

describe('a part of a stream', () => {
  it.each([1, 7, 50, 100])('is the same bytes in chunks of %i', async (bytes) => {
    for (const part of [
      { start: 0, end: 1 },
      { start: 0, end: 100 },
      { start: 13, end: 51 },
      { start: 99, end: 100 },
    ]) {
      const pieces = await Array.fromAsync(takePart(inChunksOf(bytes), part));
      expect(Buffer.concat(pieces)).toEqual(whole.subarray(part.start, part.end));
    }
  });

  it('ends its source once it is whole', async () => {
    const source = inChunksOf(10);
    await Array.fromAsync(takePart(source, { start: 5, end: 15 }));
    expect(source.destroyed).toBe(true);
  });
});
