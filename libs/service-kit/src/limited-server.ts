import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits } from '@pinhole/resources';
import { answerBrokenRequest } from './answer-broken-request.js';
import { drainingEvent } from './close-server.js';
import { continueWhenRead } from './continue-when-read.js';
import type { Logger } from './logger.js';
import { SlowBodyGuard, type BodyRate } from './slow-body-guard.js';

export interface ServerLimits {
  readonly headersMilliseconds: number;
  /** How often Node looks for connections that are over their time: its own 30 s would make 60 s up to 90. */
  readonly checkMilliseconds: number;
  /** Longer than a load balancer keeps a connection (60 s): else it sends a request into one that we are just closing. */
  readonly keepAliveMilliseconds: number;
  readonly body: BodyRate;
}

export const serverLimits: ServerLimits = {
  headersMilliseconds: limits.headersSecondsMax * 1_000,
  checkMilliseconds: 1_000,
  keepAliveMilliseconds: 65_000,
  body: { bytesPerSecondMin: limits.bodyBytesPerSecondMin, windowSeconds: limits.bodyRateWindowSeconds },
};

/** An HTTP server that no client can hold for ever: not by its headers, not by its body, not by being idle. */
export function createLimitedServer(listener: RequestListener, logger: Logger, given: ServerLimits = serverLimits): Server {
  const guard = new SlowBodyGuard(given.body, ({ method, url }) =>
    logger.info('request.body_too_slow', { method, path: pathOf(url) }),
  );
  const answers = new Map<Duplex, ServerResponse>();
  const server = createServer({
    headersTimeout: given.headersMilliseconds,
    connectionsCheckingInterval: given.checkMilliseconds,
    keepAliveTimeout: given.keepAliveMilliseconds,
    // No limit for a whole request: an upload that moves may take as long as it takes.
    requestTimeout: 0,
  });
  server.on('request', (request, response) => {
    answers.set(request.socket, response);
    response.once('close', () => {
      // A client may send its next request before it has this answer.
      if (answers.get(request.socket) === response) answers.delete(request.socket);
    });
    guard.watch(request);
    if (!server.listening) makeLast(response);
    listener(request, response);
  });
  server.on('checkContinue', (request, response) => {
    continueWhenRead(request, response);
    server.emit('request', request, response);
  });
  server.on(drainingEvent, () => answers.forEach(makeLast));
  server.on('clientError', (error, socket) => {
    // A body that breaks off while its answer is on the way: there is nothing left to say.
    if (answers.get(socket)?.headersSent === true) return void socket.destroy();
    answerBrokenRequest(error, socket);
  });
  return server;
}

/** While we drain, an answer is the last on its connection, and says so. */
function makeLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function pathOf(url = ''): string {
  return url.replace(/[?#].*$/, '');
}
