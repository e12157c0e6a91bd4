import { setTimeout as pause } from 'node:timers/promises';
import type { StackStores } from './stack-stores.js';

const lookEveryMilliseconds = 250;

/** Knows of each acknowledged photo since when it waits, and how long it took until ledger and gallery were done with it. */
export class SettleWatch {
  private readonly waitingSince = new Map<string, number>();
  private readonly settledPhotos: { since: number; at: number }[] = [];
  private readonly over = new AbortController();
  private readonly looking: Promise<void>;

  constructor(private readonly stores: Pick<StackStores, 'settled'>) {
    this.looking = this.look();
  }

  get waiting(): string[] {
    return [...this.waitingSince.keys()];
  }

  /** The longest that one took from its 201, or from this moment where its 201 was before. */
  slowestSeconds(from = -Infinity): number {
    return Math.max(0, ...this.settledPhotos.map(({ since, at }) => (at - Math.max(since, from)) / 1_000));
  }

  acknowledged(id: string): void {
    this.waitingSince.set(id, performance.now());
  }

  async stop(): Promise<void> {
    this.over.abort();
    await this.looking;
  }

  private async look(): Promise<void> {
    while (!this.over.signal.aborted) {
      // While the database is away nothing is known, and asked again.
      const settled = await this.stores.settled().catch(() => new Set<string>());
      for (const [id, since] of this.waitingSince) {
        if (!settled.has(id)) continue;
        this.settledPhotos.push({ since, at: performance.now() });
        this.waitingSince.delete(id);
      }
      await pause(lookEveryMilliseconds, undefined, { signal: this.over.signal }).catch(() => undefined);
    }
  }
}
