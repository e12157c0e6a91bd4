import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Asking {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  json(): unknown;
}

/** One request on a connection of its own, with the headers given and no others: fetch would add some, and take off the gzip. */
export async function ask(url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answered> {
  const { origin } = new URL(url);
  // The path as it is written: a URL would tidy it up.
  // Node gives no length to the body of a DELETE.
  const length = body === undefined || headers['transfer-encoding'] ? {} : { 'content-length': Buffer.byteLength(body) };
  const request = http.request(origin, {
    method,
    headers: { ...length, ...headers },
    path: url.slice(origin.length),
    agent: false,
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return read(response);
}

export async function read(response: IncomingMessage): Promise<Answered> {
  const body = await buffer(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    json: () => JSON.parse(body.toString()) as unknown,
  };
}
