import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { answerAndLinger } from '@pinhole/service-kit';
import { EdgeProblem, tooSlow } from './edge-problem.js';
import type { Exchange } from './exchange.js';
import { endToEnd } from './hop-by-hop.js';
import { lost } from './lost.js';
import { without } from './origin-answer.js';
import type { Target } from './read-target.js';

export interface Service {
  /** For a sentence: "The gallery is not there at the moment." */
  readonly name: string;
  readonly url: URL;
}

/** What a client could say to be taken for another, or its request for another. */
const disbelieved =
  /^(host|forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|x-(http-)?method(-override)?|x-original-url|x-rewrite-url)$/;

/**
 * Both bodies through as they come, none held: who is slow at one end slows the other. When either side goes away, the other
 * is told at once. Rejects with what to tell the client, as long as it has been told nothing.
 */
export async function passThrough(exchange: Exchange, { name, url }: Service, { path, search }: Target): Promise<void> {
  const { request, response } = exchange;
  // A connection of its own, never a kept one: a body that has begun to flow cannot be sent again.
  const upstream = http.request(new URL(path + search, url), {
    method: request.method,
    headers: forwarded(exchange),
    agent: false,
  });
  upstream.on('error', () => {}); // Told by `once` while there is somebody to tell, and after that by the streams.
  response.once('close', () => upstream.destroy());
  const silence = endWhenSilent(exchange, upstream, name);
  sendBody(exchange, upstream);
  try {
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    await relay(exchange, answer, upstream);
  } catch (error) {
    request.unpipe(upstream);
    throw error instanceof EdgeProblem ? error : lost(name, error);
  } finally {
    silence.stop();
  }
}

function forwarded({ request: { headers }, facts }: Exchange): http.OutgoingHttpHeaders {
  const believed = Object.entries(endToEnd(headers)).filter(([name]) => !disbelieved.test(name));
  const chunked = headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' };
  // Kept alive as far as the service knows, or it would close on its own early answer, and the reset overtake the answer.
  return { ...Object.fromEntries(believed), ...chunked, ...facts.headers, connection: 'keep-alive' };
}

/** A client that asks first is told to go on when the service says so: reading its body is what tells it. */
function sendBody({ request, limits }: Exchange, upstream: http.ClientRequest): void {
  if (request.headers.expect === undefined) return void request.pipe(upstream);
  let begun = false;
  const begin = () => {
    if (!begun) request.pipe(upstream);
    begun = true;
  };
  const timer = setTimeout(begin, limits.continueSecondsMax * 1_000);
  const settled = () => clearTimeout(timer);
  upstream.once('continue', begin).once('continue', settled).once('response', settled).once('close', settled);
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

/** A body may take as long as it takes. The answer to it may not. */
function endWhenSilent({ request, limits }: Exchange, upstream: http.ClientRequest, name: string): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => upstream.destroy(tooSlow(name, null));
  const begin = () => (timer = setTimeout(giveUp, limits.silentSecondsMax * 1_000));
  request.once('end', begin);
  const stop = () => {
    request.off('end', begin);
    clearTimeout(timer);
  };
  return { stop };
}
