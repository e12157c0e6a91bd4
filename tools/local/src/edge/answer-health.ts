import type { IncomingMessage, ServerResponse } from 'node:http';
import { cacheControl } from '@pinhole/resources';
import { askServices, type Condition } from './ask-services.js';
import { corsHeaders } from './cors.js';
import { methodNotAllowed, notFound } from './edge-problem.js';

/** Live: this process runs. Ready: it and all behind it can do their work. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  services: Readonly<Record<string, URL>>,
  edge: Condition,
): Promise<void> {
  if (path !== '/health/live' && path !== '/health/ready') throw notFound('page or file');
  if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
  if (path === '/health/live') return sendJson(response, 200, { live: true });
  const readiness = await askServices(services, edge);
  sendJson(response, readiness.ready ? 200 : 503, readiness);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const headers = { ...corsHeaders, 'content-type': 'application/json; charset=utf-8', 'cache-control': cacheControl.none };
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
