import { cacheControl } from '@pinhole/resources';
import { answerAndLinger, problemOf, problemType } from '@pinhole/service-kit/plain';
import { corsHeaders } from './cors.js';
import type { EdgeProblem } from './edge-problem.js';
import type { Exchange } from './exchange.js';

/** What the edge itself has to say, in the form in which the services say it. It is about this request and kept by nobody. */
export function sendProblem({ request, response, facts, limits }: Exchange, problem: EdgeProblem): void {
  const { status, code, detail } = problem;
  const body = JSON.stringify(problemOf({ status, code, detail, requestId: facts.requestId }));
  const headers = { ...corsHeaders, 'content-type': problemType, 'cache-control': cacheControl.none, ...problem.headers };
  answerAndLinger(request, response, { status, headers, body }, limits.linger);
}
