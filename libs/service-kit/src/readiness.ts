import { Injectable } from '@nestjs/common';

export type ReadinessCheck = () => Promise<void>;
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

/** A load balancer asks every few seconds and must not wait for a database that does not answer. */
const checkMillisecondsMax = 2_000;

/** Whether this service can do its work now: every part that it needs says so for itself. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  /** `check` throws while its part is down. */
  register(name: string, check: ReadinessCheck): void {
    if (this.checks.has(name)) throw new Error(`There is a readiness check named "${name}" already.`);
    this.checks.set(name, check);
  }

  /** From now on not ready, whatever the checks say: we are about to stop. */
  drain(): void {
    this.draining = true;
  }

  async report(): Promise<ReadinessReport> {
    const states = await Promise.all([...this.checks].map(async ([name, check]) => [name, await stateOf(check)] as const));
    return { ready: !this.draining && states.every(([, state]) => state === 'up'), checks: Object.fromEntries(states) };
  }
}

async function stateOf(check: ReadinessCheck): Promise<'up' | 'down'> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The check took too long.')), checkMillisecondsMax);
  try {
    await Promise.race([check(), late.promise]);
    return 'up';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
