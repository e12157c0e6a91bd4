interface Waiting {
  readonly weight: number;
  readonly admit: () => void;
}

/** Lets so much work go on beside each other as its weights allow, in the order in which it came. */
export class Scales {
  private onScales = 0;
  private readonly waiting: Waiting[] = [];

  constructor(readonly capacity: number) {}

  /** Does the work when its weight has found room. What is heavier than all room there is is done alone. */
  async with<Result>(weight: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const counted = Math.min(weight, this.capacity);
    await this.enter(counted, signal);
    try {
      return await work();
    } finally {
      this.onScales -= counted;
      this.admitWhoFits();
    }
  }

  private async enter(weight: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const entry = { weight, admit: resolve };
    const leave = () => {
      const at = this.waiting.indexOf(entry);
      if (at < 0) return;
      this.waiting.splice(at, 1);
      reject(signal.reason as Error);
      this.admitWhoFits();
    };
    this.waiting.push(entry);
    signal.addEventListener('abort', leave, { once: true });
    this.admitWhoFits();
    await promise;
    signal.removeEventListener('abort', leave);
  }

  /** Never past whoever is first: a heavy one would wait for ever. */
  private admitWhoFits(): void {
    for (let next = this.waiting[0]; next && this.onScales + next.weight <= this.capacity; next = this.waiting[0]) {
      this.waiting.shift();
      this.onScales += next.weight;
      next.admit();
    }
  }
}
