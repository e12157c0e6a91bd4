import http from 'node:http';
import type { EdgeLimits } from './edge-limits.js';
import { holdWhileAway, NotBegun } from './hold-while-away.js';
import { endToEnd } from './hop-by-hop.js';
import { isCutOff, isReset, lost } from './lost.js';
import { without, type CachedOrigin, type OriginAnswer, type OriginQuestion } from './origin-answer.js';

/** What one service says to a question that is the same whoever asks it. */
export class ServiceOrigin implements CachedOrigin {
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(
    readonly name: string,
    private readonly url: URL,
    private readonly limits: EdgeLimits,
    private readonly isDraining: () => boolean,
  ) {}

  ask(question: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer> {
    const attempt = () => this.#askOnce(question, signal);
    return holdWhileAway(attempt, this.limits, () => signal.aborted || this.isDraining());
  }

  close(): void {
    this.#agent.destroy();
  }

  #askOnce({ path, search, tracing }: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<OriginAnswer>();
    // Not compressed on its way here: the edge does that, once, for those who take it so.
    const headers = { ...tracing, accept: '*/*', 'accept-encoding': 'identity' };
    const asked = http.request(new URL(path + search, this.url), { agent: this.#agent, headers, signal });
    // Whether nobody was there or nobody answered: a question may always be asked again.
    asked.on('error', (error) =>
      reject(!isCutOff(error) || isReset(error) ? new NotBegun(this.name, error) : lost(this.name, error)),
    );
    asked.on('response', (answer) => resolve(asOriginAnswer(answer)));
    asked.end();
    return promise;
  }
}

/** The first asker's request id is no part of what others are given. */
function asOriginAnswer(answer: http.IncomingMessage): OriginAnswer {
  const { 'content-length': length, ...headers } = endToEnd(answer.headers);
  return {
    status: answer.statusCode ?? 502,
    headers: without(headers, 'x-request-id', 'x-cache'),
    body: answer,
    bytes: length === undefined ? null : Number(length),
  };
}
