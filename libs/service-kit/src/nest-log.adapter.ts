import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Nest's own lines in our log. Its tale of every route and module is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug('nest', { message, context });
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn('nest', { message, context });
  }

  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.error('nest', message, { stack, context });
  }
}
