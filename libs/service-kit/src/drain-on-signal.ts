import type { Logger } from './logger.js';

export interface Drainable {
  /** Finishes the work in hand and closes everything. */
  readonly close: () => Promise<void>;
  /** Breaks off what is not finished when the time is over, so that it can still clean up behind itself. */
  readonly cutOff: () => void;
  readonly drainSeconds: number;
  readonly logger: Logger;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** For cleaning up, once the time is over: an upload's parts go, a message goes back to its queue. */
const cleanUpSeconds = 1;

/** On the first signal ends the process in order; on a second, or long after its time, at once. Returns how to stop listening. */
export function drainOnSignal({ close, cutOff, drainSeconds, logger }: Drainable): () => void {
  let draining = false;
  const drain = async (signal: string): Promise<void> => {
    logger.info('service.draining', { signal, drainSeconds });
    setTimeout(() => {
      logger.warn('service.cut_off', { drainSeconds });
      cutOff();
    }, drainSeconds * 1_000);
    setTimeout(() => endAtOnce(logger, 'the time is over'), (drainSeconds + cleanUpSeconds) * 1_000);
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
