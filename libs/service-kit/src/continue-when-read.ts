import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Says "100 Continue" when somebody starts to read the body, not before: a client that asks first, as curl does with a large
 * file, then sees a refusal without having sent a byte.
 */
export function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const read = request._read.bind(request);
  request._read = (size) => {
    request._read = read;
    if (!response.headersSent) response.writeContinue();
    read(size);
  };
}
