import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@pinhole/service-kit/plain';

/** One line for each request when it is over. What is only read is read all day: a line for whoever looks closely. */
export function logRequest(logger: Logger, request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.startsWith('/health/')) return;
  const startedAt = performance.now();
  // A socket's events run outside the request's context, and without it the line would have no request id.
  const write = AsyncResource.bind(() => {
    const status = response.headersSent ? response.statusCode : null;
    const isQuiet = (request.method === 'GET' || request.method === 'HEAD') && (status ?? 0) < 500;
    const event = response.writableFinished ? 'request.answered' : 'request.broken_off';
    const [path] = (request.url ?? '').split('?');
    const fields = { method: request.method, path, status, cache: response.getHeader('x-cache') };
    logger[isQuiet ? 'debug' : 'info'](event, { ...fields, milliseconds: Math.round(performance.now() - startedAt) });
  });
  response.once('close', write);
}
