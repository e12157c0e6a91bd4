/** Errors after which a MySQL connection is of no use, whatever it is asked next. */
const numbers: ReadonlySet<unknown> = new Set([
  // The server is going down, or has killed the connection.
  1053, 1927,
  // It is read only, as the old server is after a failover.
  1290, 1792, 1836,
]);

const codes: ReadonlySet<unknown> = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether to throw the connection away on which this error came. */
export function isSpent(error: object): boolean {
  const { errno, code, fatal } = error as { errno?: unknown; code?: unknown; fatal?: unknown };
  return fatal === true || numbers.has(errno) || codes.has(code);
}
