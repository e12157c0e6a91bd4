import http from 'node:http';
import { endToEnd } from './hop-by-hop.js';
import { isCutOff, lost } from './lost.js';
import { without, type CachedOrigin, type OriginAnswer, type OriginQuestion } from './origin-answer.js';

/** What one service says to a question that is the same whoever asks it. */
export class ServiceOrigin implements CachedOrigin {
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(
    readonly name: string,
    private readonly url: URL,
  ) {}

  async ask(question: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer> {
    try {
      return await this.#askOnce(question, signal);
    } catch (error) {
      // The service closed a kept connection at the moment we used it. It never saw the question.
      if (!(error instanceof StaleConnection)) throw error;
      return this.#askOnce(question, signal);
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #askOnce({ path, search, tracing }: OriginQuestion, signal: AbortSignal): Promise<OriginAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<OriginAnswer>();
    // Not compressed on its way here: the edge does that, once, for those who take it so.
    const headers = { ...tracing, accept: '*/*', 'accept-encoding': 'identity' };
    const asked = http.request(new URL(path + search, this.url), { agent: this.#agent, headers, signal });
    asked.on('error', (error) => reject(asked.reusedSocket && isCutOff(error) ? new StaleConnection() : lost(this.name, error)));
    asked.on('response', (answer) => resolve(asOriginAnswer(answer)));
    asked.end();
    return promise;
  }
}

class StaleConnection extends Error {}

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
