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
  // Not by `instanceof`: what Node.js itself throws may be of another realm than ours.
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, errno, fatal, $fault, cause, driverError } = error as Record<string, unknown>;
  if (networkCodes.has(code) || databaseNumbers.has(errno)) return true;
  // mysql2 says no more than this of a connection that ended just before it was used.
  if (fatal === true && errno === undefined) return true;
  if ($fault === 'server' || name === 'TimeoutError') return true;
  return isUnavailable(driverError) || isUnavailable(cause);
}
