import type { ErrorKind } from './domain-error.js';

/** The one place where what went wrong becomes an HTTP status. */
export const statusOf = {
  malformed: 400,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;
