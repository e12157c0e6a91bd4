import { edgeLimits } from './edge-limits.js';

/** What the edge itself has to say against a request. What a service says passes through as it is. */
export class EdgeProblem extends Error {
  override readonly name = 'EdgeProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    /** The sentence for the caller. */
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

const retryAfter = { 'retry-after': String(edgeLimits.retryAfterSeconds) };

export const malformedTarget = () =>
  new EdgeProblem(
    400,
    'malformed',
    'Bad Request',
    'The address of this request cannot be read: check its percent signs and slashes.',
  );

export const notFound = (what: string) => new EdgeProblem(404, 'not_found', 'Not Found', `There is no ${what} at this address.`);

export const methodNotAllowed = (allow: string) =>
  new EdgeProblem(405, 'method_not_allowed', 'Method Not Allowed', `This address answers ${allow} only.`, { allow });

export const rangeNotSatisfiable = (bytes: number) =>
  new EdgeProblem(
    416,
    'range_not_satisfiable',
    'Range Not Satisfiable',
    `There are ${bytes} bytes here, and none in that range.`,
    {
      'content-range': `bytes */${bytes}`,
    },
  );

export const cutOff = (who: string, cause: unknown) =>
  new EdgeProblem(502, 'bad_gateway', 'Bad Gateway', `${who} broke off in the middle of its answer. Try again.`, retryAfter, {
    cause,
  });

export const unavailable = (who: string, cause: unknown) =>
  new EdgeProblem(
    503,
    'unavailable',
    'Service Unavailable',
    `${who} is not there at the moment. Try again in a few seconds.`,
    retryAfter,
    { cause },
  );

export function isUnavailable(error: unknown): boolean {
  return error instanceof EdgeProblem && error.status === 503;
}

export const tooSlow = (who: string, cause: unknown) =>
  new EdgeProblem(504, 'too_slow', 'Gateway Timeout', `${who} did not answer in time. Try again.`, retryAfter, { cause });

export const internal = (cause: unknown) =>
  new EdgeProblem(
    500,
    'internal',
    'Internal Server Error',
    'Something went wrong here. The log has it under this request’s id.',
    {},
    { cause },
  );

/** Whatever was thrown, as something to answer. What we did not foresee says nothing of itself to the caller. */
export function asProblem(error: unknown): EdgeProblem {
  return error instanceof EdgeProblem ? error : internal(error);
}
