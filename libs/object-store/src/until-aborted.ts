/** The source's chunks, ended by the signal's reason at once even where the source itself has stopped answering. */
export async function* untilAborted<Chunk>(source: AsyncIterable<Chunk>, signal?: AbortSignal): AsyncGenerator<Chunk, void> {
  const iterator = source[Symbol.asyncIterator]();
  let abort: ((reason: unknown) => void) | undefined;
  const onAbort = () => abort?.(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  let ended = false;
  try {
    for (;;) {
      // A promise for each chunk: one that was raced against every chunk would keep them all in memory.
      const next = await new Promise<IteratorResult<Chunk>>((resolve, reject) => {
        signal?.throwIfAborted();
        abort = reject;
        iterator.next().then(resolve, reject);
      });
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // Not waited for: a source that hangs in next() hangs in return() too.
    if (!ended) void leave(iterator);
  }
}

async function leave(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // Whoever gave us the source knows what became of it.
  }
}
