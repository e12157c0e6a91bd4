import type { ByteBudget } from './byte-budget.js';
import { PartBuffer } from './part-buffer.js';

/** Two parts of one object in turns: one is filled while the other is on its way. Never are two on their way. */
export class PartPair implements AsyncDisposable {
  private filling: PartBuffer;
  private other: PartBuffer;
  private underWay: Promise<void> | undefined;

  constructor(private readonly budget: ByteBudget) {
    this.filling = new PartBuffer(budget);
    this.other = new PartBuffer(budget);
  }

  get isEmpty(): boolean {
    return this.filling.isEmpty;
  }

  get isFull(): boolean {
    return this.filling.isFull;
  }

  /** Takes the front of `bytes`, as much as there is room for, and returns the rest. */
  async fill(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    // Where memory is short, nobody takes it for two.
    if (this.isEmpty && this.budget.isWaitedFor) await this.arrived();
    return this.filling.fill(bytes, signal);
  }

  /** Sends what was filled, when what was sent before has arrived; comes back when it is on its way, and its memory free to be filled. */
  async send(send: (bytes: Buffer) => Promise<void>): Promise<void> {
    await this.arrived();
    this.underWay = this.filling.send(send);
    // It is told by `arrived`, which somebody asks in any case.
    this.underWay.catch(() => undefined);
    [this.filling, this.other] = [this.other, this.filling];
  }

  /** Comes back when nothing is on its way any more; throws where that did not arrive. */
  async arrived(): Promise<void> {
    const underWay = this.underWay;
    this.underWay = undefined;
    await underWay;
  }

  /** Whatever went wrong: nothing of it is on its way afterwards, so that it can be undone. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.arrived();
    } catch {
      // What failed first is on its way to whoever is to know.
    } finally {
      this.filling[Symbol.dispose]();
      this.other[Symbol.dispose]();
    }
  }
}
