import type { Logger } from './logger.js';

export interface Drainable {
  /** Finishes the work in hand and closes everything. */
  readonly close: () => Promise<void>;
  readonly drainSeconds: number;
  readonly logger: Logger;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** On the first signal ends the process in order; on a second, or when the time is over, at once. Returns how to stop listening. */
export function drainOnSignal({ close, drainSeconds, logger }: Drainable): () => void {
  let draining = false;
  const drain = async (signal: string): Promise<void> => {
    logger.info('service.draining', { signal, drainSeconds });
    setTimeout(() => endAtOnce(logger, 'the time is over'), drainSeconds * 1_000);
    const code = await close().then(
      () => 0,
      (error: unknown) => {
        logger.error('service.close_failed', error);
        return 1;
      },
    );
    logger.info('service.stopped');
    process.exit(code);
  };
  const onSignal = (signal: string): void => {
    if (draining) return endAtOnce(logger, 'a second signal');
    draining = true;
    void drain(signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    if (!draining) for (const signal of signals) process.off(signal, onSignal);
  };
}

// Not process.exit(): it waits for native threads, and an image decoder that is stuck is a reason to be here.
function endAtOnce(logger: Logger, reason: string): void {
  logger.warn('service.stopped_at_once', { reason });
  process.kill(process.pid, 'SIGKILL');
}
