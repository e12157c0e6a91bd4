import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from './new-id.js';
import { problemOf, problemType } from './problem-of.js';

const malformed = { status: 400, code: 'malformed', detail: 'This is not a request as HTTP/1.1 writes it.' };
const answers: Readonly<Record<string, typeof malformed>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'malformed', detail: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'malformed', detail: 'The headers took too long to arrive.' },
};

/** Answers what never became a request: Node gives us the bare socket. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const answer = answers[error.code ?? ''] ?? malformed;
  const requestId = newId();
  const body = JSON.stringify(problemOf({ ...answer, requestId }));
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
