import { jittered, type Logger } from '@pinhole/service-kit';

/** The pause before the next try: a quarter of how long it has lasted, so that many who try do not shorten or lengthen it. */
const pauseMilliseconds = { min: 200, max: 5_000, share: 0.25 } as const;

/** A far end that does not answer: said once when it begins and once when it is over, whoever and however many find out. */
export class Outage {
  private beganAt: number | undefined;
  private readonly callbacks: (() => unknown)[] = [];

  constructor(
    private readonly of: 'sqs' | 'sns' | 'database',
    private readonly logger: Logger,
  ) {}

  get isOn(): boolean {
    return this.beganAt !== undefined;
  }

  /** Runs when the far end has answered again after a failure. */
  onOver(callback: () => unknown): void {
    this.callbacks.push(callback);
  }

  failed(error: unknown): void {
    if (this.isOn) return;
    this.beganAt = performance.now();
    this.logger.error(`${this.of}.unreachable`, error);
  }

  answered(): void {
    if (this.beganAt === undefined) return;
    const lastedMs = Math.round(performance.now() - this.beganAt);
    this.beganAt = undefined;
    this.logger.info(`${this.of}.reached_again`, { lastedMs });
    for (const callback of this.callbacks) void this.run(callback);
  }

  /** How long to wait before the next try; 0 while there is no outage. */
  pauseMilliseconds(random: () => number = Math.random): number {
    if (this.beganAt === undefined) return 0;
    const { min, max, share } = pauseMilliseconds;
    return jittered(Math.min(max, Math.max(min, (performance.now() - this.beganAt) * share)), random);
  }

  private async run(callback: () => unknown): Promise<void> {
    try {
      await callback();
    } catch (error) {
      this.logger.error(`${this.of}.reached_again_failed`, error);
    }
  }
}
