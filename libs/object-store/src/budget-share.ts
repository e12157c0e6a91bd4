import type { ByteBudget } from './byte-budget.js';
import { StoreBusy } from './object-store.errors.js';
import type { PartMemory } from './part-memory.js';

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

  /** Draws what is missing to hold so many. */
  async reach(bytes: number, signal?: AbortSignal): Promise<void> {
    if (bytes > this.bytes) await this.draw(bytes - this.bytes, signal);
  }

  /** The memory of a whole part, whose bytes are held from now on, if there is one to spare. */
  takeSpare(): PartMemory | undefined {
    const missing = this.budget.partBytes - this.bytes;
    const memory = this.budget.takeSpare(missing);
    if (memory) void this.draw(missing); // Granted before it returns: nobody waits, and there is room.
    return memory;
  }

  /**
   * Sends what is held; once that has ended, well or badly, the bytes are free again. Where it went well `keeps` may hold them for
   * the next part.
   */
  async sending<Result>(send: () => Promise<Result>, keeps: () => boolean = () => false): Promise<Result> {
    this.budget.startSending(this);
    let kept = false;
    try {
      const result = await send();
      kept = keeps();
      return result;
    } finally {
      this.giveBack({ wasSending: true, kept });
    }
  }

  [Symbol.dispose](): void {
    this.giveBack({ wasSending: false, kept: false });
  }

  private giveBack({ wasSending, kept }: { wasSending: boolean; kept: boolean }): void {
    const bytes = kept ? 0 : this.bytes;
    this.bytes -= bytes;
    this.budget.giveBack(this, bytes, wasSending);
  }
}
