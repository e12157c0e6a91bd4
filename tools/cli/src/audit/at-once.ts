/** Does something with each, so many at once, and never draws more than that from where they come. The first failure ends it. */
export async function atOnce<Item>(items: AsyncIterable<Item>, most: number, act: (item: Item) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const draw = async () => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: most }, draw));
}
