import type { BudgetShare } from './budget-share.js';
import type { ByteBudget } from './byte-budget.js';
import { PartMemory } from './part-memory.js';

/** Who fills parts at this pace fills the next one so soon that its memory is better kept. Nobody on a phone does. */
const quickMillisecondsMax = 1_000;
/** Of a part: by then its pace is known, and little of it has to be copied. */
const knownQuick = 1 / 16;

/** One part of one object after the other: filled, sent, filled again. Its bytes are drawn from the budget as they arrive. */
export class PartBuffer implements Disposable {
  private readonly share: BudgetShare;
  private memory: PartMemory;
  private begunAt = 0;

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
    if (this.isEmpty) this.begunAt = performance.now();
    const taken = bytes.subarray(0, this.budget.partBytes - this.memory.bytes);
    if (!this.isWhole && this.memory.bytes >= this.budget.partBytes * knownQuick && this.isQuick) this.useSpare();
    await this.share.reach(this.memory.bytes + taken.byteLength, signal);
    this.memory.append(taken);
    return bytes.subarray(taken.byteLength);
  }

  /** Sends what is in it. Empty afterwards, whether that went well or not. */
  async send<Result>(send: (bytes: Buffer) => Promise<Result>): Promise<Result> {
    const sent = this.memory;
    const keepsIt = this.isWhole && this.isQuick;
    this.memory = new PartMemory(this.budget.partBytes);
    // Only after an answer: the socket of a request that failed may still be reading, so that memory is left to be collected.
    const keeps = () => {
      const kept = keepsIt && !this.budget.isWaitedFor;
      if (kept) {
        sent.rewind();
        this.memory = sent;
      } else sent.empty();
      return kept;
    };
    return this.share.sending(() => send(sent.content()), keeps);
  }

  [Symbol.dispose](): void {
    const isSpare = this.isWhole && this.isEmpty;
    this.share[Symbol.dispose]();
    if (isSpare) this.budget.keepSpare(this.memory);
    else this.memory.empty();
  }

  /** Whether it has the memory of a whole part, and the bytes for it. */
  private get isWhole(): boolean {
    return this.share.held === this.budget.partBytes;
  }

  private get isQuick(): boolean {
    return performance.now() - this.begunAt <= quickMillisecondsMax * (this.memory.bytes / this.budget.partBytes);
  }

  private useSpare(): void {
    const spare = this.share.takeSpare();
    if (!spare) return;
    spare.append(this.memory.content());
    this.memory.empty();
    this.memory = spare;
  }
}
