import type { IncomingMessage, ServerResponse } from 'node:http';
import { cacheRules } from '@pinhole/resources';
import { runInContext } from '@pinhole/service-kit';
import { answerFromCache } from './answer-from-cache.js';
import { answerHealth } from './answer-health.js';
import { preflightHeaders } from './cors.js';
import type { EdgeParts } from './edge-parts.js';
import { asProblem, malformedTarget, methodNotAllowed, notFound } from './edge-problem.js';
import { findRoute } from './find-route.js';
import { logRequest } from './log-request.js';
import { passThrough } from './pass-through.js';
import { readTarget } from './read-target.js';
import { factsOf, type RequestFacts } from './request-facts.js';
import { commonHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';

/** One request, whole: whatever happens within ends as an answer, or as a closed connection where half an answer is out. */
export async function handleRequest(edge: EdgeParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const facts = factsOf(request, edge.publicUrl);
  await runInContext({ requestId: facts.requestId }, async () => {
    logRequest(edge.logger, request, response);
    for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
    response.setHeader('x-request-id', facts.requestId);
    try {
      await answer(edge, request, response, facts);
    } catch (error) {
      fail(edge, request, response, facts, error);
    }
  });
}

async function answer(
  edge: EdgeParts,
  request: IncomingMessage,
  response: ServerResponse,
  { headers }: RequestFacts,
): Promise<void> {
  const target = readTarget(request.url);
  if (!target) throw malformedTarget();
  if (target.path.startsWith('/health/')) {
    return answerHealth(request, response, target.path, edge.health, edge.isDraining() ? 'down' : 'up');
  }
  const route = findRoute(target.path);
  if (!route) throw notFound('page or file');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && cacheRules[route.cache].keep === 'origin') {
    return answerFromCache(request, response, edge.answers, edge.origins[route.origin], route, target, headers);
  }
  const service = edge.services[route.origin];
  if (service) return passThrough(request, response, service, { ...target, path: route.rewrite ?? target.path }, headers);
  if (request.method !== 'OPTIONS') throw methodNotAllowed('GET, HEAD, OPTIONS');
  response.writeHead(204, preflightHeaders).end();
}

function fail(
  edge: EdgeParts,
  request: IncomingMessage,
  response: ServerResponse,
  { requestId }: RequestFacts,
  error: unknown,
): void {
  if (response.destroyed) return; // The client left. There is nobody to tell.
  const problem = asProblem(error);
  if (problem.status >= 500) edge.logger.error('edge.failed', problem.cause ?? error, { code: problem.code, path: request.url });
  if (response.headersSent) response.destroy();
  else sendProblem(request, response, problem, requestId);
}
