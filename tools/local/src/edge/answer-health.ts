import type { ServerResponse } from 'node:http';
import { cacheControl } from '@pinhole/resources';
import { askServices } from './ask-services.js';
import { corsHeaders } from './cors.js';
import type { EdgeParts } from './edge-parts.js';
import { methodNotAllowed, notFound } from './edge-problem.js';
import { isRead, type Exchange } from './exchange.js';

/** Live: this process runs. Ready: it and all behind it can do their work. */
export async function answerHealth(edge: EdgeParts, exchange: Exchange, path: string): Promise<void> {
  if (path !== '/health/live' && path !== '/health/ready') throw notFound('page or file');
  if (!isRead(exchange)) throw methodNotAllowed('GET, HEAD');
  if (path === '/health/live') return sendJson(exchange.response, 200, { live: true });
  const readiness = await askServices(edge.health, edge.isDraining() ? 'down' : 'up', edge.limits.healthSecondsMax);
  sendJson(exchange.response, readiness.ready ? 200 : 503, readiness);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const headers = { ...corsHeaders, 'content-type': 'application/json; charset=utf-8', 'cache-control': cacheControl.none };
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
