/** Some photos made into all their variants, by a resizer or by the bound. */
export interface ResizeRun {
  readonly photos: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** Whoever makes variants: one process or several. */
export interface Resizing extends AsyncDisposable {
  /** As many photos as names, each from its original to its variants. */
  run(names: readonly string[]): Promise<ResizeRun>;
  /** Every variant's bytes by its name, such as `1280.avif`, as the last run left them. */
  variantsOf(name: string): Promise<ReadonlyMap<string, Buffer>>;
}

/** Times a piece of work and what these processes spend on it. */
export async function measureRun(photos: number, spentSeconds: () => number, work: () => Promise<unknown>): Promise<ResizeRun> {
  const [spentBefore, began] = [spentSeconds(), performance.now()];
  await work();
  return { photos, wallSeconds: (performance.now() - began) / 1_000, cpuSeconds: spentSeconds() - spentBefore };
}
