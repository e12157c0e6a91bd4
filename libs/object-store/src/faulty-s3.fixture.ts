import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Operation = 'Put' | 'Get' | 'Head' | 'Delete' | 'Create' | 'Part' | 'Complete' | 'Abort';

export type Fault =
  /** The store does it, and the client never hears of it. */
  | 'lose the answer'
  /** The connection ends before anything was done. */
  | 'lose the request'
  /** Half of the body, then the connection ends. */
  | 'cut the body'
  /** The store does it, and answers only when this has been kept. */
  | { holdUntil: Promise<unknown> }
  /** What the store would answer, nothing done. */
  | { status: number; code: string };

export interface FaultyS3 {
  endpoint: string;
  /** Every request, in the order in which they came. */
  operations: Operation[];
  /** Those that the store itself granted. */
  granted: Operation[];
  /** What goes wrong, by operation, with its count from 1. */
  fault: (operation: Operation, nth: number) => Fault | undefined;
  stop(): Promise<void>;
}

/** A real store behind a door that fails as it is told to: as S3 can fail, and an emulator never does. */
export async function startFaultyS3(storeEndpoint: string): Promise<FaultyS3> {
  const server = createServer((incoming, answer) => {
    const operation = operationOf(incoming);
    faulty.operations.push(operation);
    const nth = faulty.operations.filter((each) => each === operation).length;
    handle(incoming, answer, storeEndpoint, faulty.fault(operation, nth), (status) => {
      if (status < 400) faulty.granted.push(operation);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const faulty: FaultyS3 = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations: [],
    granted: [],
    fault: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return faulty;
}

function operationOf({ method, url }: IncomingMessage): Operation {
  const query = new URL(url!, 'http://store').searchParams;
  if (method === 'POST') return query.has('uploads') ? 'Create' : 'Complete';
  if (method === 'PUT') return query.has('uploadId') ? 'Part' : 'Put';
  if (method === 'DELETE') return query.has('uploadId') ? 'Abort' : 'Delete';
  return method === 'HEAD' ? 'Head' : 'Get';
}

function handle(
  incoming: IncomingMessage,
  answer: ServerResponse,
  storeEndpoint: string,
  fault: Fault | undefined,
  onAnswer: (status: number) => void,
): void {
  if (fault === 'lose the request') {
    incoming.socket.destroy();
    return;
  }
  if (typeof fault === 'object' && 'status' in fault) {
    incoming.resume().on('end', () => {
      answer.writeHead(fault.status, { 'content-type': 'application/xml' });
      answer.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>As told</Message></Error>`);
    });
    return;
  }
  const { method, url, headers } = incoming;
  const forwarded = request(new URL(url!, storeEndpoint), { method, headers }, (stored) => {
    onAnswer(stored.statusCode!);
    if (fault === 'lose the answer') stored.resume().on('end', () => incoming.socket.destroy());
    else if (fault === 'cut the body') sendHalf(stored, answer);
    else if (fault) void fault.holdUntil.then(() => pass(stored, answer));
    else pass(stored, answer);
  });
  forwarded.on('error', () => incoming.socket.destroy());
  incoming.pipe(forwarded);
}

function pass(stored: IncomingMessage, answer: ServerResponse): void {
  answer.writeHead(stored.statusCode!, stored.headers);
  stored.pipe(answer);
}

function sendHalf(stored: IncomingMessage, answer: ServerResponse): void {
  const half = Number(stored.headers['content-length']) / 2;
  answer.writeHead(stored.statusCode!, stored.headers);
  let sent = 0;
  stored.on('data', (chunk: Buffer) => {
    sent += chunk.byteLength;
    answer.write(chunk, () => {
      if (sent >= half) answer.destroy();
    });
    if (sent >= half) stored.destroy();
  });
}
