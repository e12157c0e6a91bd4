import type { RequestHandler } from 'express';

/**
 * Whoever names the version that it has asks us whether that is still the one. `no-cache`, which fetch adds to such a request by
 * itself, says that no cache may answer in our place; Express takes it for a wish to have the body again.
 */
export const revalidation: RequestHandler = (request, _response, next) => {
  if (request.headers['if-none-match'] !== undefined) delete request.headers['cache-control'];
  next();
};
