import type { BudgetShare } from './budget-share.js';
import type { ByteBudget } from './byte-budget.js';
import { PartMemory } from './part-memory.js';

/** One part of one object after the other: filled, sent, filled again. Its bytes are drawn from the budget as they arrive. */
export class PartBuffer implements Disposable {
  private readonly share: BudgetShare;
  private memory: PartMemory;

  constructor(private readonly budget: ByteBudget) {
    this.share = budget.open();
    this.memory = new PartMemory(budget.partBytes);
  }

  get isEmpty(): boolean {
    return this.memory.bytes === 0;
  }

  get isFull(): boolean {
    return this.memory.bytes === this.budget.partBytes;
  }

  /** Takes the front of `bytes`, as much as there is room for, and returns the rest. */
  async fill(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    const taken = bytes.subarray(0, this.budget.partBytes - this.memory.bytes);
    await this.share.draw(taken.byteLength, signal);
    this.memory.append(taken);
    return bytes.subarray(taken.byteLength);
  }

  /** Sends what is in it. Empty afterwards, whether that went well or not. */
  async send<Result>(send: (bytes: Buffer) => Promise<Result>): Promise<Result> {
    const sent = this.memory;
    this.memory = new PartMemory(this.budget.partBytes);
    return this.share.sending(async () => {
      const result = await send(sent.content());
      // Only after an answer: the socket of a request that failed may still be reading, so that memory is left to be collected.
      sent.empty();
      return result;
    });
  }

  [Symbol.dispose](): void {
    this.memory.empty();
    this.share[Symbol.dispose]();
  }
}
