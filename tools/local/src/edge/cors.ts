import { limits } from '@pinhole/resources';

/** Everybody may read what is public, and no cookie ever says who asks. */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Link, ETag, Location, Retry-After, X-Request-Id, Age, X-Cache',
} as const;

/** The answer to a preflight for what only the edge answers. */
export const preflightHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': '*',
  'access-control-max-age': String(limits.preflightSeconds),
} as const;
