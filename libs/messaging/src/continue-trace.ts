import { randomBytes } from 'node:crypto';

/** The next span of this trace, or the first of a new one: a W3C traceparent. */
export function continueTrace(traceparent: string | undefined): string {
  const traceId = traceparent?.slice(3, 35) ?? randomBytes(16).toString('hex');
  const flags = traceparent?.slice(53) ?? '01';
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`;
}
