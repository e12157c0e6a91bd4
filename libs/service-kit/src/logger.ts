import { pino, stdTimeFunctions, type DestinationStream, type Logger as Pino } from 'pino';
import { currentContext } from './context.js';
import { describeError } from './describe-error.js';

/** Writes one line of JSON for each event, with all that the context knows. */
export class Logger {
  constructor(private readonly pino: Pino) {}

  debug(event: string, fields: object = {}): void {
    this.pino.debug(fields, event);
  }

  info(event: string, fields: object = {}): void {
    this.pino.info(fields, event);
  }

  warn(event: string, fields: object = {}): void {
    this.pino.warn(fields, event);
  }

  error(event: string, error: unknown, fields: object = {}): void {
    this.pino.error({ ...fields, error: describeError(error) }, event);
  }

  /** A logger whose every line carries these fields too. */
  child(bindings: object): Logger {
    return new Logger(this.pino.child(bindings));
  }
}

/** The logger of a service. Lines go to stdout at once, so that a process that is killed has said everything. */
export function createLogger(
  service: string,
  level: string,
  destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Logger {
  return new Logger(
    pino(
      {
        level,
        base: { service },
        messageKey: 'event',
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: contextFields,
      },
      destination,
    ),
  );
}

function contextFields(): object {
  const { traceparent, ...fields } = currentContext();
  return traceparent === undefined ? fields : { ...fields, traceId: traceparent.slice(3, 35) };
}
