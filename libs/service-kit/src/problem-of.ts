import { STATUS_CODES } from 'node:http';
import type { Problem } from '@pinhole/contracts';
import type { FieldError } from './domain-error.js';

export interface ProblemFacts {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

export const problemType = 'application/problem+json';

/** An error as RFC 9457 writes it. */
export function problemOf({ status, code, detail, requestId, errors }: ProblemFacts): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    instance: `urn:request:${requestId}`,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
}
