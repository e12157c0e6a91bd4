/** A part that we need could not be reached, or went away in the middle. */
const networkCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);

/** MySQL says: too many connections, going down, read only (after a failover), killed. */
const databaseNumbers: ReadonlySet<unknown> = new Set([1040, 1053, 1290, 1317, 1792, 1836, 1927]);

/** Whether trying again later can help: the database or AWS does not answer, or says that it cannot now. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errno, $fault, cause, driverError } = error as Error & Record<string, unknown>;
  if (networkCodes.has(code) || databaseNumbers.has(errno)) return true;
  if ($fault === 'server' || error.name === 'TimeoutError') return true;
  return isUnavailable(driverError) || isUnavailable(cause);
}
