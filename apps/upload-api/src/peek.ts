/** The first bytes of a stream, and the stream still whole. `head` is shorter than asked only where the stream is. */
export async function peek(
  stream: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let seen = 0;
  while (seen < bytes) {
    const next = await iterator.next();
    if (next.done) break;
    // Copied: by the time that it is replayed, the stream has taken its chunk back.
    chunks.push(Uint8Array.from(next.value));
    seen += next.value.byteLength;
  }
  return { head: Buffer.concat(chunks).subarray(0, bytes), whole: replay(chunks, iterator) };
}

async function* replay(chunks: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
