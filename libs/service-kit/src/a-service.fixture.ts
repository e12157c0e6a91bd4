import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect } from '@jest/globals';
import { Module, type INestApplication, type Type } from '@nestjs/common';
import { problem, type Problem } from '@pinhole/contracts';
import { createLogger } from './logger.js';
import { startHttpService, type HttpServiceOptions } from './http-service.bootstrap.js';

export type LogLine = Record<string, unknown> & { readonly event: string };

export interface RunningService {
  readonly app: INestApplication;
  readonly url: string;
  readonly port: number;
  /** What it has logged so far. */
  readonly lines: LogLine[];
  stop(): Promise<void>;
}

/** A real service on a free port, with these controllers. */
export async function startService(controllers: Type[], options: Partial<HttpServiceOptions> = {}): Promise<RunningService> {
  class DoorsModule {}
  Module({ controllers })(DoorsModule);
  const lines: LogLine[] = [];
  const app = await startHttpService({
    name: 'sample',
    module: DoorsModule,
    config: { PORT: 0, HOST: '127.0.0.1', PUBLIC_URL: 'https://photos.example', DRAIN_SECONDS: 5, LOG_LEVEL: 'debug' },
    logger: createLogger('sample', 'debug', { write: (line) => void lines.push(JSON.parse(line) as LogLine) }),
    ...options,
  });
  const url = await app.getUrl();
  return { app, url, port: Number(new URL(url).port), lines, stop: () => stop(app) };
}

/** Whatever a failed test has left open must not keep the next from running. */
async function stop(app: INestApplication): Promise<void> {
  (app.getHttpServer() as Server).closeAllConnections();
  await app.close();
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request as it is: fetch would hide preflights, 304s and connections. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.on('error', reject).end(body);
  });
}

/** The problem that an answer carries, with all that every one of them must have. */
export function problemIn({ status, headers, text }: Answer): Problem {
  const parsed = problem.parse(JSON.parse(text));
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  expect(parsed.status).toBe(status);
  expect(parsed.instance).toBe(`urn:request:${headers['x-request-id'] as string}`);
  return parsed;
}

export interface RawConnection {
  readonly socket: Socket;
  /** All that came so far. */
  text(): string;
  /** Resolves when the other side has ended the connection. */
  readonly closed: Promise<void>;
}

/** A bare connection, for clients that do not behave. */
export function connectRaw(port: number): RawConnection {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => {});
  return { socket, text: () => text, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
}

/** Waits until `probe` is true, and says what it waited for when it never is. */
export async function until(what: string, probe: () => boolean, secondsMax = 10): Promise<void> {
  const deadline = Date.now() + secondsMax * 1_000;
  while (!probe()) {
    if (Date.now() > deadline) throw new Error(`Waited ${secondsMax} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
