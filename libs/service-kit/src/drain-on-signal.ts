import type { Logger } from './logger.js';

export interface Drain {
  /** Says at once that we are about to stop. */
  readonly drain: () => void;
  /** Finishes the work in hand and closes everything. */
  readonly close: () => Promise<void>;
  readonly drainSeconds: number;
  readonly logger: Logger;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** On the first signal ends the process in order; on a second, or when the time is over, at once. */
export function drainOnSignal({ drain, close, drainSeconds, logger }: Drain): void {
  let draining = false;
  const onSignal = async (signal: string): Promise<void> => {
    if (draining) return endAtOnce(logger, 'service.stopped_by_second_signal');
    draining = true;
    logger.info('service.draining', { signal, drainSeconds });
    setTimeout(() => endAtOnce(logger, 'service.stopped_undrained'), drainSeconds * 1_000).unref();
    drain();
    try {
      await close();
    } catch (error) {
      logger.error('service.close_failed', error);
    }
    logger.info('service.stopped');
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, (name) => void onSignal(name));
}

// Not process.exit(): it waits for native threads, and a stuck image decoder is a reason to be here.
function endAtOnce(logger: Logger, event: string): void {
  logger.warn(event);
  process.kill(process.pid, 'SIGKILL');
}
