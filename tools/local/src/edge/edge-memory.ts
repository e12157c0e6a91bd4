/**
 * Counts every byte of others' answers that the edge holds: stored, being collected, or pushed out of the cache and still on
 * its way to a slow reader. What finds no room is not kept, so that the sum never passes `bytesMax`.
 */
export class EdgeMemory {
  #bytesHeld = 0;

  constructor(
    readonly bytesMax: number,
    /** Lets go of something nobody is using; false where there is nothing more. */
    private readonly makeRoom: () => boolean = () => false,
  ) {}

  get bytesHeld(): number {
    return this.#bytesHeld;
  }

  /** Room for so many bytes, or null. */
  take(bytes: number): Lease | null {
    const lease = new Lease((change) => this.#hold(change));
    return lease.resize(bytes) ? lease : null;
  }

  #hold(change: number): boolean {
    if (change > this.bytesMax) return false;
    while (this.#bytesHeld + change > this.bytesMax) if (!this.makeRoom()) return false;
    this.#bytesHeld += change;
    return true;
  }
}

/** Some bytes of that memory, held until the last of their users lets go. */
export class Lease {
  #bytes = 0;
  #users = 1;

  constructor(private readonly hold: (change: number) => boolean) {}

  get inUseByOthers(): boolean {
    return this.#users > 1;
  }

  resize(bytes: number): boolean {
    if (!this.hold(bytes - this.#bytes)) return false;
    this.#bytes = bytes;
    return true;
  }

  use(): void {
    this.#users += 1;
  }

  release(): void {
    this.#users -= 1;
    if (this.#users === 0) this.resize(0);
  }
}
