/** Does the work for every item, so many at once for each worker; a worker takes the next item when it is done with one. */
export async function eachAtOnce<Item, Worker>(
  items: readonly Item[],
  workers: readonly Worker[],
  atOnce: number,
  work: (worker: Worker, item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const take = async (worker: Worker) => {
    for (const item of left) await work(worker, item);
  };
  await Promise.all(workers.flatMap((worker) => Array.from({ length: atOnce }, () => take(worker))));
}
