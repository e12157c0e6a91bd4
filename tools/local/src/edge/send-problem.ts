import type { IncomingMessage, ServerResponse } from 'node:http';
import { cacheControl } from '@pinhole/resources';
import { answerAndLinger, problemOf, problemType } from '@pinhole/service-kit';
import { corsHeaders } from './cors.js';
import { edgeLimits } from './edge-limits.js';
import type { EdgeProblem } from './edge-problem.js';

/** What the edge itself has to say, in the form in which the services say it. It is about this request and kept by nobody. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: EdgeProblem, requestId: string): void {
  const { status, code, detail } = problem;
  const body = JSON.stringify(problemOf({ status, code, detail, requestId }));
  const headers = { ...corsHeaders, 'content-type': problemType, 'cache-control': cacheControl.none, ...problem.headers };
  answerAndLinger(request, response, { status, headers, body }, edgeLimits.linger);
}
