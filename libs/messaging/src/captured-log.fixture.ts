import { createLogger, type Logger } from '@pinhole/service-kit';

export type LogLine = { event: string; level: string } & Record<string, unknown>;

/** A logger whose lines a test can read. */
export class CapturedLog {
  readonly lines: LogLine[] = [];
  readonly logger: Logger = createLogger('test', 'debug', { write: (line) => void this.lines.push(JSON.parse(line) as LogLine) });

  of(event: string): LogLine[] {
    return this.lines.filter((line) => line.event === event);
  }
}
