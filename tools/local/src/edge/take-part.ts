import type { Readable } from 'node:stream';
import type { BytePart } from './byte-range.js';

/** The bytes of one part out of a stream of the whole. */
export async function* takePart(source: Readable, { start, end }: BytePart): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += chunk.byteLength;
    if (piece.byteLength > 0) yield piece;
    if (at >= end) return;
  }
}
