import type { Logger } from '@pinhole/service-kit/plain';
import type { RunningEdge } from './start-edge.js';

/** The first signal ends the edge in order, a second one, or the end of the time for it, at once. */
export function stopOnSignal(edge: RunningEdge, drainSeconds: number, logger: Logger): void {
  let draining = false;
  const stop = async (signal: string): Promise<void> => {
    if (draining) process.exit(1);
    draining = true;
    logger.info('service.draining', { signal, drainSeconds });
    setTimeout(() => {
      logger.warn('service.stopped_undrained');
      process.exit(0);
    }, drainSeconds * 1_000).unref();
    edge.drain();
    await edge.close();
    logger.info('service.stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
