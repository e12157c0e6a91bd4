/** How long one answer serves all who ask: as long as the caches before us may keep it. */
const keptMilliseconds = 1_000;
/** So many askers within that time are each answered afresh: whoever is almost alone sees what is there now. */
const freshMax = 10;

interface Asked<Answer> {
  readonly since: number;
  times: number;
  answer?: Promise<Answer>;
}

/** Makes what many ask for at once only once a second, however many they are. */
export class Popular<Answer> {
  /** In the order of `since`. */
  private readonly asked = new Map<string, Asked<Answer>>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What `make` makes, or what it made for another who asked for the same within the last second. */
  find(key: string, make: () => Promise<Answer>): Promise<Answer> {
    this.forget();
    const asked = this.asked.get(key) ?? { since: this.now(), times: 0 };
    this.asked.set(key, asked);
    asked.times += 1;
    if (asked.times <= freshMax) return make();
    return (asked.answer ??= make().catch((error: unknown) => {
      delete asked.answer; // A failure is told to who waited for it, and not kept.
      throw error;
    }));
  }

  /** So that memory holds what was asked for within a second, and nothing older. */
  private forget(): void {
    for (const [key, { since }] of this.asked) {
      if (this.now() - since < keptMilliseconds) return;
      this.asked.delete(key);
    }
  }
}
