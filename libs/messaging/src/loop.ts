/** Does one turn after another. A turn says how long to rest before the next; `wake` ends the rest. */
export class Loop {
  private running: Promise<void> | undefined;
  private stopping = false;
  private woken = false;
  private endRest: () => void = () => undefined;

  /** `turn` does not throw: it knows what its failures mean. */
  constructor(private readonly turn: () => Promise<number>) {}

  start(): void {
    this.running ??= this.run();
  }

  /** The next turn begins at once, or when this one is over. */
  wake(): void {
    this.woken = true;
    this.endRest();
  }

  /** Ends after the turn in hand, and one more if it was woken meanwhile: what was asked for before the stop is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.endRest();
    await this.running;
  }

  private async run(): Promise<void> {
    do {
      this.woken = false;
      const restMilliseconds = await this.turn();
      if (!this.woken && !this.stopping) await this.rest(restMilliseconds);
    } while (this.woken || !this.stopping);
  }

  private async rest(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.endRest = resolve;
    await promise;
    clearTimeout(timer);
  }
}
