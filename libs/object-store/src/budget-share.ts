import type { ByteBudget } from './byte-budget.js';
import { StoreBusy } from './object-store.errors.js';

/** A share in the queue of its budget. */
export interface Wait {
  readonly share: BudgetShare;
  readonly bytes: number;
  granted(): void;
}

/** What one upload holds of the budget: at most one part, drawn bit by bit and given back whole. */
export class BudgetShare implements Disposable {
  private bytes = 0;

  constructor(private readonly budget: ByteBudget) {}

  get held(): number {
    return this.bytes;
  }

  /** Waits until `bytes` more may be held. Fails with StoreBusy after too long a wait, or with the signal's reason. */
  async draw(bytes: number, signal?: AbortSignal): Promise<void> {
    if (this.bytes + bytes > this.budget.partBytes) throw new Error('A share holds at most one part.');
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let granted = false;
    const wait: Wait = {
      share: this,
      bytes,
      granted: () => {
        granted = true;
        this.bytes += bytes;
        resolve();
      },
    };
    this.budget.enqueue(wait);
    // Almost always: no timer then, and nothing to take down.
    if (granted) return;
    const timer = setTimeout(() => reject(new StoreBusy()), this.budget.waitSecondsMax * 1000);
    const onAbort = () => reject(signal!.reason as Error);
    signal?.addEventListener('abort', onAbort);
    try {
      await promise;
    } catch (error) {
      this.budget.leave(wait);
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Sends what is held; once that has ended, well or badly, the bytes are free again. */
  async sending<Result>(send: () => Promise<Result>): Promise<Result> {
    this.budget.startSending(this);
    try {
      return await send();
    } finally {
      this.giveBack(true);
    }
  }

  [Symbol.dispose](): void {
    this.giveBack(false);
  }

  private giveBack(wasSending: boolean): void {
    const bytes = this.bytes;
    this.bytes = 0;
    this.budget.giveBack(this, bytes, wasSending);
  }
}
