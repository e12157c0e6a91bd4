import { cacheRules, type Route } from '@pinhole/resources';
import { corsHeaders } from './cors.js';
import type { EdgeParts } from './edge-parts.js';
import type { Exchange } from './exchange.js';
import type { Target } from './read-target.js';
import { sendPassing, sendStored } from './send-reply.js';

/** A GET or HEAD whose answer does not depend on who asks. Both share what is stored: a HEAD is a GET without its body. */
export async function answerFromCache(
  { answers, origins }: EdgeParts,
  exchange: Exchange,
  route: Route,
  { path, search }: Target,
): Promise<void> {
  const { response, facts } = exchange;
  const { compress, query } = cacheRules[route.cache];
  const question = { path: route.rewrite ?? path, search: query === 'ignored' ? '' : search, tracing: facts.headers };
  const key = `${route.origin} ${question.path}${question.search}`;
  const found = await answers.find({ key, origin: origins[route.origin], question, compress });
  // Every one of these is for everybody. What an origin says of CORS itself goes before this.
  for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
  response.setHeader('x-cache', 'stored' in found && found.hit ? 'Hit from pinhole' : 'Miss from pinhole');
  if ('passing' in found) return sendPassing(exchange, found.passing, compress);
  if (found.hit) response.setHeader('age', Math.floor((Date.now() - found.stored.bornAt) / 1_000));
  sendStored(exchange, found.stored, compress);
}
