/** The source's chunks, ended by the signal's reason at once even where the source itself has stopped answering. */
export async function* untilAborted<Chunk>(source: AsyncIterable<Chunk>, signal?: AbortSignal): AsyncGenerator<Chunk, void> {
  const iterator = source[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const next = await nextOrAborted(iterator, signal);
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not waited for: a source that hangs in next() hangs in return() too.
    if (!ended) void leave(iterator);
  }
}

/** A listener for each chunk, and none left behind: one promise raced against every chunk would keep them all in memory. */
function nextOrAborted<Chunk>(iterator: AsyncIterator<Chunk>, signal?: AbortSignal): Promise<IteratorResult<Chunk>> {
  if (!signal) return iterator.next();
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort);
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function leave(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // Whoever gave us the source knows what became of it.
  }
}
