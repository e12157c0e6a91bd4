import type { BudgetShare } from './budget-share.js';
import type { ByteBudget } from './byte-budget.js';

/** One part of one object while it fills, and while it is sent. Its bytes are drawn from the budget as they arrive. */
export class PartBuffer implements Disposable {
  private readonly share: BudgetShare;
  private memory: Buffer | undefined;
  private length = 0;

  constructor(private readonly budget: ByteBudget) {
    this.share = budget.open();
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  get isFull(): boolean {
    return this.length === this.budget.partBytes;
  }

  /** Takes the front of `bytes`, as much as there is room for, and returns the rest. */
  async fill(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    const taken = bytes.subarray(0, this.budget.partBytes - this.length);
    await this.share.draw(taken.byteLength, signal);
    this.memory ??= this.budget.memory.take();
    this.memory.set(taken, this.length);
    this.length += taken.byteLength;
    return bytes.subarray(taken.byteLength);
  }

  /** Sends what is in it. Empty afterwards, whether that went well or not. */
  async send<Result>(send: (bytes: Buffer) => Promise<Result>): Promise<Result> {
    const { length } = this;
    const memory = this.memory ?? Buffer.alloc(0);
    this.memory = undefined;
    this.length = 0;
    const result = await this.share.sending(() => send(memory.subarray(0, length)));
    // Only after an answer: the socket of a request that failed may still be reading.
    this.budget.memory.giveBack(memory);
    return result;
  }

  [Symbol.dispose](): void {
    if (this.memory) this.budget.memory.giveBack(this.memory);
    this.memory = undefined;
    this.share[Symbol.dispose]();
  }
}
