import type { IncomingMessage, ServerResponse } from 'node:http';
import { cacheRules } from '@pinhole/resources';
import { runInContext } from '@pinhole/service-kit/plain';
import { answerFromCache } from './answer-from-cache.js';
import { answerHealth } from './answer-health.js';
import { preflightHeaders } from './cors.js';
import type { EdgeParts } from './edge-parts.js';
import { asProblem, malformedTarget, methodNotAllowed, notFound } from './edge-problem.js';
import { isRead, type Exchange } from './exchange.js';
import { findRoute } from './find-route.js';
import { logRequest } from './log-request.js';
import { passThrough } from './pass-through.js';
import { readTarget } from './read-target.js';
import { factsOf } from './request-facts.js';
import { commonHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';

/** One request, whole: whatever happens within ends as an answer, or as a closed connection where half an answer is out. */
export async function handleRequest(edge: EdgeParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const facts = factsOf(request, edge.publicUrl);
  const exchange: Exchange = { request, response, facts, limits: edge.limits, isDraining: edge.isDraining };
  await runInContext({ requestId: facts.requestId }, async () => {
    logRequest(edge.logger, request, response);
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
    response.setHeader('x-request-id', facts.requestId);
    try {
      await answer(edge, exchange);
    } catch (error) {
      fail(edge, exchange, error);
    }
  });
}

async function answer(edge: EdgeParts, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const target = readTarget(request.url);
  if (!target) throw malformedTarget();
  if (target.path.startsWith('/health/')) return answerHealth(edge, exchange, target.path);
  const route = findRoute(target.path);
  if (!route) throw notFound('page or file');
  if (isRead(exchange) && cacheRules[route.cache].keep === 'origin') return answerFromCache(edge, exchange, route, target);
  const service = edge.services[route.origin];
  if (service) return passThrough(exchange, service, { ...target, path: route.rewrite ?? target.path });
  if (request.method !== 'OPTIONS') throw methodNotAllowed('GET, HEAD, OPTIONS');
  response.writeHead(204, preflightHeaders).end();
}

function fail({ logger }: EdgeParts, exchange: Exchange, error: unknown): void {
  const { request, response } = exchange;
  if (response.destroyed) return; // The client left. There is nobody to tell.
  const problem = asProblem(error);
  if (problem.status >= 500) logger.error('edge.failed', problem.cause ?? error, { code: problem.code, path: request.url });
  if (response.headersSent) response.destroy();
  else sendProblem(exchange, problem);
}
