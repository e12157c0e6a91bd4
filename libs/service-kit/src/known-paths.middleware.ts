import type { Express, RequestHandler } from 'express';
import { MethodNotAllowed } from './method-not-allowed.js';

/** One entry of Express's router: `match` says whether a path is its own. */
interface Layer {
  readonly route?: { readonly stack: readonly { readonly method: string }[] };
  match(path: string): boolean;
}

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

/** Asks the routes themselves, so that there is no second list to keep. */
function methodsAt(express: Express, path: string): string[] {
  const layers = express.router.stack as unknown as readonly Layer[];
  const routes = layers.filter((layer) => layer.route !== undefined && layer.match(path)).map((layer) => layer.route);
  const methods = new Set(routes.flatMap((route) => route?.stack.map(({ method }) => method.toUpperCase()) ?? []));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}
