import type { GaveUp } from './gave-up.js';
import type { Layer, ProcessObserver, ProcessPlan } from './process-plan.js';
import { judgeDeath, type Judge } from './restart-policy.js';
import { WatchedProcess } from './watched-process.js';

/**
 * The order of stopping, and when each layer is ended by force, counted from the beginning: all in less than the ten seconds
 * that are promised. Services drain for up to eight.
 */
export const stopOrder: readonly { layer: Layer; bySeconds: number }[] = [
  { layer: 'services', bySeconds: 8.3 },
  { layer: 'stores', bySeconds: 9.4 },
];

/** How long one process may take to end by itself while all others go on. */
const endSecondsMax = 8;

/** Starts processes, keeps them alive, and stops them in order. */
export class Supervisor {
  readonly #watched = new Map<string, WatchedProcess>();
  readonly #failed = Promise.withResolvers<never>();
  #stopped: Promise<void> | undefined;

  constructor(
    private readonly observer: ProcessObserver,
    private readonly judge: Judge = judgeDeath,
    private readonly order = stopOrder,
  ) {
    this.#failed.promise.catch(() => {});
  }

  /** Rejects with GaveUp when a process that had once been ready is beyond help. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** Starts a process and waits until it is ready; rejects with GaveUp when it never is, and watches it no longer. */
  async start(plan: ProcessPlan): Promise<void> {
    if (this.#stopped) throw new Error(`${plan.name} was not started: everything is being stopped.`);
    const watched = new WatchedProcess(plan, this.observer, plan.judge ?? this.judge);
    this.#watched.set(plan.name, watched);
    const { ready, ended } = watched.start();
    try {
      await ready;
    } catch (error) {
      this.#watched.delete(plan.name);
      throw error;
    }
    ended.catch((error: GaveUp) => this.#failed.reject(error));
  }

  /** Stops one process and watches it no longer. */
  async end(name: string): Promise<void> {
    await this.#watched.get(name)?.stop(endSecondsMax);
    this.#watched.delete(name);
  }

  /** Starts a process again at once, e.g. because its code changed. */
  renew(name: string): void {
    this.#watched.get(name)?.renew();
  }

  /** Stops layer after layer. Asked twice, it is the same stop. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopInOrder();
    return this.#stopped;
  }

  async #stopInOrder(): Promise<void> {
    const beganAt = performance.now();
    for (const { layer, bySeconds } of this.order) {
      const secondsLeft = bySeconds - (performance.now() - beganAt) / 1000;
      const ours = [...this.#watched.values()].filter(({ plan }) => plan.layer === layer);
      await Promise.all(ours.map((watched) => watched.stop(secondsLeft)));
    }
  }
}
