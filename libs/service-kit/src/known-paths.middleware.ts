import type { Express, RequestHandler } from 'express';
import { MethodNotAllowed } from './method-not-allowed.js';
import { methodsAt } from './route-table.js';

/** Tells a wrong method on a right address (405 with Allow) from a wrong address (404), and answers OPTIONS. */
export function knownPaths(express: Express): RequestHandler {
  return (request, response, next) => {
    const allowed = methodsAt(express, request.path);
    if (allowed.length === 0 || allowed.includes(request.method)) return next();
    if (request.method !== 'OPTIONS') throw new MethodNotAllowed(allowed);
    response.setHeader('Allow', allowed.join(', '));
    response.status(204).end();
  };
}
