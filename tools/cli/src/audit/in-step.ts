/**
 * Goes through many streams in step: each is in the order of ids, and what has one id comes out as one. Holds one part of each
 * stream, however long they are.
 */
export async function* inStep<Part extends { readonly id: string }>(
  streams: readonly AsyncIterator<Part, unknown>[],
): AsyncGenerator<Part> {
  const heads: (Part | undefined)[] = await Promise.all(streams.map((stream) => nextOf(stream)));
  for (;;) {
    const id = least(heads);
    if (id === undefined) return;
    const parts: Part[] = [];
    for (const [index, head] of heads.entries()) {
      if (head?.id !== id) continue;
      parts.push(head);
      heads[index] = await nextOf(streams[index]!);
    }
    yield Object.assign({}, ...parts) as Part;
  }
}

async function nextOf<Part>(stream: AsyncIterator<Part, unknown>): Promise<Part | undefined> {
  const next = await stream.next();
  return next.done ? undefined : next.value;
}

/** An id has one form, lower case, so that the order of its text is that of its bytes. */
function least(heads: readonly ({ readonly id: string } | undefined)[]): string | undefined {
  let least: string | undefined;
  for (const head of heads) if (head && (least === undefined || head.id < least)) least = head.id;
  return least;
}
