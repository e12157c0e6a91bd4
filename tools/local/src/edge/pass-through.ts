import type http from 'node:http';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { answerAndLinger } from '@pinhole/service-kit/plain';
import { EdgeProblem } from './edge-problem.js';
import type { Exchange } from './exchange.js';
import { holdWhileAway } from './hold-while-away.js';
import { endToEnd } from './hop-by-hop.js';
import { lost } from './lost.js';
import { without } from './origin-answer.js';
import { reachService, type Service } from './reach-service.js';
import type { Target } from './read-target.js';

/**
 * Both bodies through as they come, none held: who is slow at one end slows the other. When either side goes away, the other
 * is told at once. Rejects with what to tell the client, as long as it has been told nothing.
 */
export async function passThrough(exchange: Exchange, service: Service, target: Target): Promise<void> {
  const { request, response, limits, isDraining } = exchange;
  const attempt = () => reachService(exchange, service, target);
  const { upstream, answer, wantsBody } = await holdWhileAway(attempt, limits, () => response.destroyed || isDraining());
  if (wantsBody) request.pipe(upstream);
  try {
    await relay(exchange, await answer, upstream);
  } catch (error) {
    request.unpipe(upstream);
    throw error instanceof EdgeProblem ? error : lost(service.name, error);
  }
}

async function relay(
  { request, response, limits }: Exchange,
  answer: IncomingMessage,
  upstream: http.ClientRequest,
): Promise<void> {
  const status = answer.statusCode ?? 502;
  const headers = endToEnd(answer.headers);
  if (status < 400 || request.complete) {
    response.writeHead(status, headers);
    return pipeline(answer, response);
  }
  request.unpipe(upstream);
  const body = await shortText(answer, limits.earlyAnswerBytesMax);
  upstream.destroy();
  const single = Object.entries(without(headers, 'content-length')).filter(isSingle);
  answerAndLinger(request, response, { status, headers: Object.fromEntries(single), body }, limits.linger);
}

const isSingle = (header: [string, unknown]): header is [string, string] => typeof header[1] === 'string';

async function shortText(answer: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new Error('An early answer longer than any problem is.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
