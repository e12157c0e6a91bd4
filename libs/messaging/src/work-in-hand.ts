/** Why a try ended before its handler did. */
export class HandlerTimedOut extends Error {
  constructor(secondsMax: number) {
    super(`The handler took longer than ${secondsMax} s.`);
    this.name = new.target.name;
  }
}

/** We stop: somebody else will take it. Not a failure of the message or of its handler. */
export class GivenBack extends Error {
  constructor() {
    super('Given back: this inbox stops.');
    this.name = new.target.name;
  }
}

/** Every try that goes on, so that all can be ended at once. */
export class WorkInHand {
  private readonly tries = new Set<AbortController>();

  get count(): number {
    return this.tries.size;
  }

  /** Runs one try until it ends, or its signal is aborted, whichever comes first. A handler that goes on nevertheless no longer counts. */
  async run(secondsMax: number, work: (end: AbortController) => Promise<void>): Promise<void> {
    const end = new AbortController();
    const ended = Promise.withResolvers<never>();
    end.signal.addEventListener('abort', () => ended.reject(end.signal.reason as Error), { once: true });
    const timer = setTimeout(() => end.abort(new HandlerTimedOut(secondsMax)), secondsMax * 1_000);
    this.tries.add(end);
    try {
      await Promise.race([work(end), ended.promise]);
    } finally {
      clearTimeout(timer);
      this.tries.delete(end);
    }
  }

  giveBackAll(): void {
    for (const end of this.tries) end.abort(new GivenBack());
  }
}
