import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { announcesBody } from '@pinhole/service-kit/plain';
import { EdgeProblem, tooSlow } from './edge-problem.js';
import { isRead, type Exchange } from './exchange.js';
import { NotBegun } from './hold-while-away.js';
import { endToEnd } from './hop-by-hop.js';
import { isCutOff, isReset, lost } from './lost.js';
import { without } from './origin-answer.js';
import type { Target } from './read-target.js';

export interface Service {
  /** For a sentence: "The gallery is not there at the moment." */
  readonly name: string;
  readonly url: URL;
}

/** A service that wants the body, or has answered without it. */
export interface Reached {
  readonly upstream: http.ClientRequest;
  readonly answer: Promise<IncomingMessage>;
  /** False where it has answered without it, or there is none. */
  readonly wantsBody: boolean;
}

/** What a client could say to be taken for another, or its request for another. */
const disbelieved =
  /^(host|forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|x-(http-)?method(-override)?|x-original-url|x-rewrite-url)$/;

/**
 * Sends the head of a request alone, and waits until the service asks for the body or answers. Up to then not a byte of the
 * body has been read, so that a request which finds nobody can go again.
 */
export async function reachService(exchange: Exchange, { name, url }: Service, { path, search }: Target): Promise<Reached> {
  const { request, response } = exchange;
  // A connection of its own, never a kept one: a body that has begun to flow cannot be sent again.
  const upstream = http.request(new URL(path + search, url), {
    method: request.method,
    headers: forwarded(exchange),
    agent: false,
  });
  upstream.on('error', () => {}); // Told by `answer` while there is somebody to tell, and after that by the streams.
  const leave = () => upstream.destroy();
  response.once('close', leave);
  upstream.once('close', () => response.off('close', leave));
  endWhenSilent(exchange, upstream, name);
  // From the start: a service may say "continue" and its answer in one breath.
  const answer = once(upstream, 'response').then(([message]) => message as IncomingMessage);
  const answered = answer.then(() => false);
  const wanted = announcesBody(request) ? [bodyIsWanted(upstream, exchange)] : [];
  if (announcesBody(request)) upstream.flushHeaders();
  else upstream.end();
  try {
    return { upstream, answer, wantsBody: await Promise.race([...wanted, answered]) };
  } catch (error) {
    if (error instanceof EdgeProblem) throw error;
    throw mayGoAgain(exchange, error) ? new NotBegun(name, error) : lost(name, error);
  }
}

function forwarded({ request, facts }: Exchange): http.OutgoingHttpHeaders {
  const believed = Object.entries(without(endToEnd(request.headers), 'expect')).filter(([name]) => !disbelieved.test(name));
  const chunked = request.headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' };
  const asking = announcesBody(request) ? { expect: '100-continue' } : {};
  // Kept alive as far as the service knows, or it would close on its own early answer, and the reset overtake the answer.
  return { ...Object.fromEntries(believed), ...chunked, ...asking, ...facts.headers, connection: 'keep-alive' };
}

/** When the service asks for the body. One that is connected and says nothing gets it all the same: it may know no such question. */
function bodyIsWanted(upstream: http.ClientRequest, { limits }: Exchange): Promise<true> {
  const { promise, resolve } = Promise.withResolvers<true>();
  const wanted = () => resolve(true);
  let timer: NodeJS.Timeout | undefined;
  upstream.once('socket', (socket) =>
    socket.once('connect', () => (timer = setTimeout(wanted, limits.continueSecondsMax * 1_000))),
  );
  const settled = () => clearTimeout(timer);
  upstream.once('continue', wanted).once('continue', settled).once('response', settled).once('close', settled);
  return promise;
}

/** What nobody heard may go again. So may what somebody heard half: a question, or a request of whose body not a byte was sent. */
function mayGoAgain(exchange: Exchange, error: unknown): boolean {
  if (!isCutOff(error)) return true;
  return isReset(error) && (isRead(exchange) || announcesBody(exchange.request));
}

/** A body may take as long as it takes. The answer to it may not. */
function endWhenSilent({ request, limits }: Exchange, upstream: http.ClientRequest, name: string): void {
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => upstream.destroy(tooSlow(name, null));
  const begin = () => (timer = setTimeout(giveUp, limits.silentSecondsMax * 1_000));
  if (announcesBody(request)) request.once('end', begin);
  else begin();
  upstream.once('close', () => {
    request.off('end', begin);
    clearTimeout(timer);
  });
}
