/** Memory is taken in steps that double from here: most photos are much smaller than a part. */
const firstBytes = 256 * 1024;

/**
 * The memory of one part, which grows in place up to a whole part and goes back to the system at once when emptied. A plain
 * buffer would not do: a used one keeps all its pages until it is collected, and fifty uploads then hold fifty whole parts.
 */
export class PartMemory {
  private readonly memory: ArrayBuffer;
  private readonly view: Uint8Array;
  private used = 0;

  constructor(private readonly bytesMax: number) {
    this.memory = new ArrayBuffer(0, { maxByteLength: bytesMax });
    this.view = new Uint8Array(this.memory);
  }

  get bytes(): number {
    return this.used;
  }

  append(bytes: Uint8Array): void {
    const needed = this.used + bytes.byteLength;
    if (needed > this.memory.byteLength) this.memory.resize(this.stepFor(needed));
    this.view.set(bytes, this.used);
    this.used = needed;
  }

  /** What has been appended, not copied: only until the next `empty` or `rewind`. */
  content(): Buffer {
    return Buffer.from(this.memory, 0, this.used);
  }

  /** Empty, and still large: pages that the system has to find again are a tenth of all the work of an upload. */
  rewind(): void {
    this.used = 0;
  }

  empty(): void {
    this.used = 0;
    this.memory.resize(0);
  }

  private stepFor(bytes: number): number {
    return Math.min(this.bytesMax, firstBytes * 2 ** Math.ceil(Math.log2(Math.max(1, bytes / firstBytes))));
  }
}
