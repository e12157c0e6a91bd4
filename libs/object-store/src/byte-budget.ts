import { limits } from '@pinhole/resources';
import { BudgetShare, type Wait } from './budget-share.js';
import { chooseNext } from './choose-next.js';
import type { PartMemory } from './part-memory.js';
import { SpareMemories } from './spare-memories.js';

export interface ByteBudgetOptions {
  /** The most that one upload holds at a time. */
  readonly partBytes?: number;
  /** How long an upload may wait for bytes before it fails with StoreBusy: a browser would have given up by then. */
  readonly waitSecondsMax?: number;
  /** How long the favoured share may leave unused what others wait for: a fast client sends again within milliseconds. */
  readonly stallSecondsMax?: number;
}

/**
 * One budget of bytes for the part buffers of all uploads of a process. Bytes are drawn as they arrive and given back when
 * their part has been sent; whoever finds the budget spent waits, and its source is not read meanwhile.
 */
export class ByteBudget {
  readonly partBytes: number;
  readonly waitSecondsMax: number;
  private readonly stallSecondsMax: number;
  private readonly waiting: Wait[] = [];
  private readonly spares: SpareMemories;
  private inUse = 0;
  private sending = 0;
  private favoured: BudgetShare | undefined;
  private stallTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly bytesMax: number,
    { partBytes = limits.partBytes, waitSecondsMax = 120, stallSecondsMax = 1 }: ByteBudgetOptions = {},
  ) {
    if (bytesMax < 2 * partBytes)
      throw new Error(`A budget of ${bytesMax} bytes is less than two parts: one that fills, one kept back.`);
    this.partBytes = partBytes;
    this.waitSecondsMax = waitSecondsMax;
    this.stallSecondsMax = stallSecondsMax;
    this.spares = new SpareMemories(partBytes);
  }

  get bytesInUse(): number {
    return this.inUse;
  }

  /** Of spare parts: not in use, and never more than what is not. */
  get bytesSpare(): number {
    return this.spares.bytes;
  }

  get isWaitedFor(): boolean {
    return this.waiting.length > 0;
  }

  /** An upload's part of the budget, empty at first. Dispose of it when the upload ends, however it ends. */
  open(): BudgetShare {
    return new BudgetShare(this);
  }

  /** For shares alone. */
  enqueue(wait: Wait): void {
    if (wait.share === this.favoured) clearTimeout(this.stallTimer);
    this.waiting.push(wait);
    this.grant();
  }

  /** For shares alone. */
  leave(wait: Wait): void {
    const index = this.waiting.indexOf(wait);
    if (index >= 0) this.waiting.splice(index, 1);
    this.grant();
  }

  /** For shares alone: the memory of a whole part that ends with its upload. */
  keepSpare(memory: PartMemory): void {
    this.spares.keep(memory, this.isWaitedFor ? 0 : this.free);
  }

  /** For shares alone, before they draw so many bytes for it: where that needs no wait, and not the part that is kept back. */
  takeSpare(bytes: number): PartMemory | undefined {
    return this.isWaitedFor || this.free - bytes < this.partBytes ? undefined : this.spares.take();
  }

  /** For shares alone: its part is on its way, and will come back by `giveBack`. */
  startSending(share: BudgetShare): void {
    if (share === this.favoured) clearTimeout(this.stallTimer);
    this.sending += 1;
  }

  /** For shares alone. */
  giveBack(share: BudgetShare, bytes: number, wasSending: boolean): void {
    this.inUse -= bytes;
    if (wasSending) this.sending -= 1;
    if (share === this.favoured) this.unfavour();
    this.grant();
  }

  private get free(): number {
    return this.bytesMax - this.inUse;
  }

  private grant(): void {
    for (;;) {
      const next = chooseNext(this.waiting, {
        free: this.free,
        partBytes: this.partBytes,
        sending: this.sending,
        favoured: this.favoured,
      });
      if (!next) return;
      const drawsOnReserve = this.inUse + next.bytes > this.bytesMax - this.partBytes;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.inUse += next.bytes;
      this.spares.fitInto(this.free);
      if (drawsOnReserve) this.favour(next.share);
      else if (next.share === this.favoured) this.unfavour();
      next.granted();
    }
  }

  private favour(share: BudgetShare): void {
    this.favoured = share;
    clearTimeout(this.stallTimer);
    this.stallTimer = setTimeout(() => {
      this.unfavour();
      this.grant();
    }, this.stallSecondsMax * 1000);
  }

  private unfavour(): void {
    clearTimeout(this.stallTimer);
    this.favoured = undefined;
  }
}
