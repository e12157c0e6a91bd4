import { setTimeout as pause } from 'node:timers/promises';
import { GaveUp } from './gave-up.js';
import type { Launched, ProcessObserver, ProcessPlan } from './process-plan.js';
import { judgeDeath, type Judge } from './restart-policy.js';
import { signalProcess } from './signal-process.js';

export const watchLimits = {
  readyPollSeconds: 0.1,
  /** A process that never answers is as good as dead: it is ended, which counts as a death. */
  readySecondsMax: 60,
  /** What is being edited may well be an endless loop. */
  renewSecondsMax: 10,
  tailLinesMax: 20,
} as const;

interface Life {
  readonly wasReady: boolean;
  readonly death: string;
}

/** One process, kept alive until it is stopped or dies too often. */
export class WatchedProcess {
  readonly #firstReady = Promise.withResolvers<void>();
  readonly #tail: string[] = [];
  #pid: number | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;
  #renewing = false;
  /** Ends the pause before the next start. */
  #wake = new AbortController();

  constructor(
    readonly plan: ProcessPlan,
    private readonly observer: ProcessObserver,
    private readonly judge: Judge = judgeDeath,
  ) {}

  /** Starts it. `ready` comes when it first answers; `ended` when it was stopped, or fails with GaveUp. */
  start(): { readonly ready: Promise<void>; readonly ended: Promise<void> } {
    this.#ended = this.#keepAlive();
    this.#ended.catch((error: unknown) => this.#firstReady.reject(error as Error));
    this.#firstReady.promise.catch(() => {}); // Whoever waits hears of it; that nobody waits is no crash.
    return { ready: this.#firstReady.promise, ended: this.#ended };
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  /** Asks it to end, waits, and ends what is left of it by force. */
  async stop(secondsMax: number): Promise<void> {
    this.#stopping = true;
    this.#end();
    // Again and again: it may only now be starting. And so that we live as long, should nothing else keep us.
    const until = performance.now() + secondsMax * 1000;
    const force = setInterval(() => performance.now() > until && this.#kill(), watchLimits.readyPollSeconds * 1000);
    await this.#ended.catch(() => {}); // That it gave up has been told already.
    clearInterval(force);
    this.#firstReady.reject(new Error(`${this.plan.name} was stopped before it was ready.`));
  }

  /** Lets it end and start again at once. Asked for by us, so it counts as no death. */
  renew(): void {
    this.#renewing = true;
    this.#end();
    const { pid } = this;
    const force = setTimeout(() => this.pid === pid && this.#kill(), watchLimits.renewSecondsMax * 1000);
    void this.#ended.finally(() => clearTimeout(force)).catch(() => {});
  }

  #end(): void {
    this.#wake.abort();
    if (this.pid) signalProcess(this.pid, 'SIGTERM', 'leader');
  }

  #kill(): void {
    if (this.pid) signalProcess(this.pid, 'SIGKILL', 'group');
  }

  async #keepAlive(): Promise<void> {
    let deathsInARow = 0;
    while (!this.#stopping) {
      this.#wake = new AbortController();
      this.#renewing = false;
      this.#tail.length = 0;
      const life = await this.#liveOnce();
      if (this.#stopping) break;
      if (this.#renewing) continue;
      const verdict = this.judge(deathsInARow, life.wasReady);
      if (verdict.kind === 'give up') throw new GaveUp(this.plan.name, verdict.deathsInARow, this.#tail);
      deathsInARow = verdict.deathsInARow;
      this.observer.onDied(this.plan.name, { how: life.death, pauseSeconds: verdict.pauseSeconds, lastLines: this.#tail });
      await pause(verdict.pauseSeconds * 1000, undefined, { signal: this.#wake.signal }).catch(() => {});
    }
    await this.plan.tidy?.();
  }

  /** From its start to its death. */
  async #liveOnce(): Promise<Life> {
    const launchedAt = performance.now();
    let launched: Launched;
    try {
      launched = await this.plan.launch((line) => this.#hear(line));
    } catch (error) {
      this.#hear((error as Error).message);
      return { wasReady: false, death: `could not be started: ${(error as Error).message}` };
    }
    this.#pid = launched.pid;
    if (launched.pid) this.observer.onSpawned(this.plan.name, launched.pid);
    if (this.#stopping) this.#end(); // Asked to while it was being started.

    const dead = new AbortController();
    const ready = this.#becomesReady(dead.signal, launchedAt);
    const death = await launched.exited;
    dead.abort();
    this.#pid = undefined;
    return { wasReady: await ready, death };
  }

  /** True as soon as it answers, false when it died before. */
  async #becomesReady(dead: AbortSignal, launchedAt: number): Promise<boolean> {
    const tookSeconds = () => (performance.now() - launchedAt) / 1000;
    while (!dead.aborted) {
      const answers = await this.plan.isReady().catch(() => false);
      if (answers && !dead.aborted) {
        this.observer.onReady(this.plan.name, tookSeconds());
        this.#firstReady.resolve();
        return true;
      }
      if (tookSeconds() > watchLimits.readySecondsMax) this.#kill();
      await pause(watchLimits.readyPollSeconds * 1000, undefined, { signal: dead }).catch(() => {});
    }
    return false;
  }

  #hear(line: string): void {
    this.#tail.push(line);
    if (this.#tail.length > watchLimits.tailLinesMax) this.#tail.shift();
    this.observer.onLine(this.plan.name, line);
  }
}
