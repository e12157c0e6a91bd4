import type { IncomingMessage } from 'node:http';
import { traceparent } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit/plain';

/** What the edge says of a request to those behind it, and in the log. */
export interface RequestFacts {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An id goes into our log, into answers and into other people's logs: nothing that could mean anything there. */
const sane = /^[A-Za-z0-9._-]{1,64}$/;

/** Who asks is what the connection says, never what the request says of itself. */
export function factsOf({ headers, socket }: IncomingMessage, publicUrl: URL): RequestFacts {
  const given = headers['x-request-id'];
  const requestId = typeof given === 'string' && sane.test(given) ? given : newId<string>();
  const trace = traceparent.safeParse(headers['traceparent']);
  return {
    requestId,
    headers: {
      'x-request-id': requestId,
      'x-forwarded-for': socket.remoteAddress ?? 'unknown',
      'x-forwarded-proto': publicUrl.protocol.replace(':', ''),
      ...(trace.success ? { traceparent: trace.data } : {}),
    },
  };
}
