import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answering = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A real HTTP server in the place of a service, which says what a test tells it to and remembers what it was asked. */
export class OriginUnderTest {
  readonly asked: IncomingMessage[] = [];
  answering: Answering = (_request, response) => void response.writeHead(404).end();
  /** For those who ask before they send; without it they are told to go on. */
  onCheckContinue: Answering | null = null;
  readonly #server = http
    .createServer((request, response) => {
      this.asked.push(request);
      this.answering(request, response);
    })
    .on('checkContinue', (request, response) => {
      this.asked.push(request);
      if (this.onCheckContinue) return void this.onCheckContinue(request, response);
      response.writeContinue();
      this.answering(request, response);
    });

  #port = 0;

  /** Takes its old port again after a stop. */
  async start(): Promise<this> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Answers JSON from now on, with these headers. */
  says(body: object, headers: http.OutgoingHttpHeaders = {}, status = 200): void {
    const text = JSON.stringify(body);
    const length = Buffer.byteLength(text);
    this.answering = (_request, response) =>
      void response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': length, ...headers })
        .end(text);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
