import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EdgeLimits } from './edge-limits.js';
import type { RequestFacts } from './request-facts.js';

/** One request, and the answer to it that is being made. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly facts: RequestFacts;
  readonly limits: EdgeLimits;
  readonly isDraining: () => boolean;
}

/** Whether it asks for nothing but to be shown something. */
export function isRead({ request }: Exchange): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}
