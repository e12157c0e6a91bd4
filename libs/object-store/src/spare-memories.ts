import type { PartMemory } from './part-memory.js';

/** Who sends photo after photo has sent the next one by then. */
const keptMilliseconds = 1_000;

/**
 * Memory of whole parts whose uploads have ended, for those that come next: pages that the system has to find again are a tenth
 * of all the work of an upload. It is kept for a moment only, and only in what nobody else draws of the budget.
 */
export class SpareMemories {
  private readonly memories: PartMemory[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly partBytes: number) {}

  get bytes(): number {
    return this.memories.length * this.partBytes;
  }

  /** Keeps a whole part's memory, whatever is in it, if it fits into the bytes that are free. */
  keep(memory: PartMemory, bytesFree: number): void {
    memory.rewind();
    this.memories.push(memory);
    this.fitInto(bytesFree);
    clearTimeout(this.timer);
    if (this.memories.length > 0) this.timer = setTimeout(() => this.fitInto(0), keptMilliseconds).unref();
  }

  take(): PartMemory | undefined {
    return this.memories.pop();
  }

  /** Gives back to the system what is more than that. */
  fitInto(bytesFree: number): void {
    while (this.bytes > bytesFree) this.memories.pop()?.empty();
    if (this.memories.length === 0) clearTimeout(this.timer);
  }
}
