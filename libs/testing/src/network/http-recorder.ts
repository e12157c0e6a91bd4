import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { loopback } from '../processes/free-port.js';
import { s3OperationOf, type S3Operation } from './s3-operation.js';

export interface Recorded {
  readonly operation: S3Operation;
  /** `/bucket/key`, without the query. */
  readonly path: string;
  readonly status: number;
  /** In hex, of the body that was sent. */
  readonly sha256: string;
}

export interface HttpRecorder {
  readonly endpoint: string;
  /** Every request that was answered, in the order of the answers. */
  readonly recorded: readonly Recorded[];
  /** How often the store said yes to it. */
  granted(operation: S3Operation): number;
  /** Ids of the multipart uploads begun and neither completed nor aborted: what an emulator that cannot list them keeps for ever. */
  openMultipartUploads(): string[];
  stop(): Promise<void>;
}

/** Stands before S3 and writes down what is asked of it, and what became of that. */
export async function startHttpRecorder(storeEndpoint: string): Promise<HttpRecorder> {
  const recorded: Recorded[] = [];
  const open = new Set<string>();
  const server = createServer((incoming, answer) => {
    const { pathname: path, searchParams } = new URL(incoming.url!, storeEndpoint);
    const operation = s3OperationOf(incoming.method!, incoming.url!);
    const sent = createHash('sha256');
    incoming.on('data', (chunk: Buffer) => sent.update(chunk));
    forward(incoming, answer, storeEndpoint, async (stored) => {
      const status = stored.statusCode!;
      recorded.push({ operation, path, status, sha256: sent.digest('hex') });
      if (status >= 300) return undefined;
      if (operation === 'CompleteMultipartUpload' || operation === 'AbortMultipartUpload')
        open.delete(searchParams.get('uploadId')!);
      if (operation !== 'CreateMultipartUpload') return undefined;
      const body = await text(stored);
      open.add(/<UploadId>([^<]+)</.exec(body)![1]!);
      return body;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  return {
    endpoint: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    recorded,
    granted: (operation) => recorded.filter((each) => each.operation === operation && each.status < 300).length,
    openMultipartUploads: () => [...open],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Looks at an answer before it goes on; gives its body where it had to read it. */
type Look = (stored: IncomingMessage) => Promise<string | undefined>;

function forward(incoming: IncomingMessage, answer: ServerResponse, storeEndpoint: string, look: Look): void {
  const { method, url, headers } = incoming;
  const outgoing = request(new URL(url!, storeEndpoint), { method, headers }, (stored) => {
    look(stored).then(
      (body) => {
        answer.writeHead(stored.statusCode!, stored.headers);
        if (body === undefined) stored.pipe(answer);
        else answer.end(body);
      },
      () => incoming.socket.destroy(),
    );
  });
  outgoing.on('error', () => incoming.socket.destroy());
  // A client that goes away must not leave its request with the store half sent and waiting.
  incoming.on('close', () => incoming.complete || outgoing.destroy());
  incoming.pipe(outgoing);
}
