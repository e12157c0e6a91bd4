import type { IncomingMessage, ServerResponse } from 'node:http';
import { announcesBody } from './slow-body-guard.js';

export interface LingerLimits {
  /** How long, and how much of, a body is read and thrown away after it has been answered. */
  readonly secondsMax: number;
  readonly bytesMax: number;
}

/** Ten seconds is long enough for the answer to cross the world and be read. */
export const lingerLimits: LingerLimits = { secondsMax: 10, bytesMax: 512 * 1024 * 1024 };

export interface EarlyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Answers although the request's body is still coming. Closing at once would reset the connection, and the reset overtakes
 * the answer: the client would see a broken connection and not why. So the answer goes out whole, the rest of the body is read
 * and thrown away within limits, and then the connection ends.
 */
export function answerAndLinger(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: EarlyAnswer,
  limits: LingerLimits = lingerLimits,
): void {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  if (request.complete || !announcesBody(request)) return void response.writeHead(status, { ...headers, ...length }).end(body);
  response.writeHead(status, { ...headers, ...length, Connection: 'close' });

  // Whole by its length, and yet not ended: the end would close the connection.
  response.write(body);
  const end = () => void response.end();
  const timer = setTimeout(end, limits.secondsMax * 1_000);
  let bytes = 0;
  request.unpipe();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.bytesMax) end();
  });
  request.once('end', end);
  request.once('error', end);
  request.once('close', end);
  response.once('close', () => clearTimeout(timer));
  request.resume();
}
