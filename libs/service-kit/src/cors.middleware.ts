import { limits } from '@pinhole/resources';
import type { RequestHandler } from 'express';

/** The one write that pages of other sites may do: whoever may upload at all may do so from anywhere. */
const openPost = '/v1/uploads';
const exposed = 'Link, ETag, Location, Retry-After, X-Request-Id';

/** Lets pages of every origin read, and upload. Never with cookies, so that no page acts in its visitor's name. */
export const cors: RequestHandler = (request, response, next) => {
  const methods = request.path === openPost ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
  const isPreflight = request.method === 'OPTIONS' && request.get('Access-Control-Request-Method') !== undefined;
  if (!isPreflight && !methods.includes(request.method)) return next();
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (!isPreflight) {
    response.setHeader('Access-Control-Expose-Headers', exposed);
    return next();
  }
  response.setHeader('Access-Control-Allow-Methods', methods.join(', '));
  response.setHeader('Access-Control-Allow-Headers', '*');
  response.setHeader('Access-Control-Max-Age', String(limits.preflightSeconds));
  response.status(204).end();
};
