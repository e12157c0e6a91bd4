import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { traceparent } from '@pinhole/contracts';
import type { RequestHandler } from 'express';
import { runInContext } from './context.js';
import { newId } from './new-id.js';

const header = 'X-Request-Id';

/** An id goes into our log, into answers and into other people's logs: nothing that could mean anything there. */
const sane = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request its id and its trace, which are the caller's own where those are sane. */
export const requestContext: RequestHandler = (request, response, next) => {
  const given = request.get(header);
  const requestId = given !== undefined && sane.test(given) ? given : newId();
  response.setHeader(header, requestId);
  runInContext({ requestId, traceparent: continueTrace(request.get('traceparent')) }, () => next());
};

export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader(header) ?? 'unknown');
}

function continueTrace(given: string | undefined): string {
  const known = traceparent.safeParse(given);
  const traceId = known.success ? known.data.slice(3, 35) : randomBytes(16).toString('hex');
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}
