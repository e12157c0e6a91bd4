/** One line of a log, whoever wrote it. */
export interface LogRecord {
  readonly time: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly service: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The event of a line that is no JSON, e.g. a database's own words. */
export const outputEvent = 'output';

const levels: ReadonlySet<unknown> = new Set(['debug', 'info', 'warn', 'error']);

/** Reads a line of a service's log; any other line becomes a record that carries it. */
export function parseLine(service: string, line: string, now: Date): LogRecord {
  const record = parseJson(line);
  if (record && typeof record.event === 'string' && levels.has(record.level)) {
    return { time: now.toISOString(), service, ...record } as unknown as LogRecord;
  }
  return { time: now.toISOString(), level: 'info', service, event: outputEvent, text: line };
}

function parseJson(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
