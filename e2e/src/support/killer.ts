import { setTimeout as pause } from 'node:timers/promises';
import type { LocalStack, ProcessName } from '@pinhole/local';
import { killNow, recovered } from './kill-and-recover.js';
import type { PlannedKill } from './kill-plan.js';

const lookEveryMilliseconds = 20;

export interface DoneKill {
  readonly name: ProcessName;
  readonly at: number;
  readonly recoverySeconds: number;
}

/** Carries a plan of kills out, while others upload. */
export class Killer {
  readonly done: DoneKill[] = [];
  private begunKills = 0;
  private readonly recoveries: Promise<void>[] = [];

  constructor(
    private readonly stack: LocalStack,
    private readonly plan: readonly PlannedKill[],
    private readonly uploads: number,
  ) {}

  /** Keeps uploads from running away from the plan: each kill is to fall into the midst of them, and the last before the last. */
  mayBegin(upload: number): boolean {
    const next = this.plan[this.begunKills];
    const spacing = this.uploads / this.plan.length;
    return !next || upload < Math.min(next.afterUploads + spacing, this.uploads - 1);
  }

  get lastAt(): number {
    return Math.max(...this.done.map(({ at }) => at));
  }

  get slowestRecoverySeconds(): number {
    return Math.max(...this.done.map(({ recoverySeconds }) => recoverySeconds));
  }

  times(name: ProcessName): number {
    return this.done.filter((kill) => kill.name === name).length;
  }

  /** Fails where the stack is not ready again in time, and ends early when the signal says so. */
  async run(begun: () => number, signal: AbortSignal): Promise<void> {
    for (const { name, afterUploads, delayMilliseconds, atOnce } of this.plan) {
      if (!atOnce) await Promise.all(this.recoveries.splice(0));
      while (begun() < afterUploads) await pause(lookEveryMilliseconds, undefined, { signal });
      await pause(delayMilliseconds, undefined, { signal });
      this.recoveries.push(this.kill(name));
    }
    await Promise.all(this.recoveries);
  }

  private async kill(name: ProcessName): Promise<void> {
    const at = performance.now();
    this.begunKills += 1;
    const killed = await killNow(this.stack, name);
    await recovered(this.stack, killed);
    this.done.push({ name, at, recoverySeconds: (performance.now() - at) / 1_000 });
  }
}
