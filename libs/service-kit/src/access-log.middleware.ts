import type { RequestHandler } from 'express';
import { AsyncResource } from 'node:async_hooks';
import type { Logger } from './logger.js';

/** One line for each request when it is over. Not for health: a load balancer asks all day. */
export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith('/health/')) return next();
    const startedAt = performance.now();
    // A socket's events run outside the request's context, and without it the line would have no request id.
    const write = AsyncResource.bind(() => {
      logger.info(response.writableFinished ? 'request.answered' : 'request.broken_off', {
        method: request.method,
        path: request.path,
        status: response.headersSent ? response.statusCode : null,
        milliseconds: Math.round(performance.now() - startedAt),
      });
    });
    response.once('close', write);
    next();
  };
}
