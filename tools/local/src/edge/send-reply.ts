import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Exchange } from './exchange.js';
import type { OriginAnswer } from './origin-answer.js';
import { planReply, type ReplyPlan } from './plan-reply.js';
import type { StoredAnswer } from './stored-answer.js';
import { takePart } from './take-part.js';

/** Sends what is held in memory, and lets go of it when the last byte has left or the client has. */
export function sendStored(exchange: Exchange, stored: StoredAnswer, compress: boolean): void {
  const { request, response } = exchange;
  if (response.closed) return stored.memory.release();
  response.once('close', () => stored.memory.release());
  const { status, headers, body, gzip } = stored;
  const plan = planReply(request.headers, { status, headers, bytes: body.byteLength }, { compress, zippable: gzip !== null });
  writeHead(response, plan);
  if (isBodiless(request, plan)) return void response.end();
  endStalled(exchange);
  if (plan.gzip && gzip) return void response.end(gzip);
  response.end(plan.part ? body.subarray(plan.part.start, plan.part.end) : body);
}

/** Passes an answer through as it comes. One that breaks off breaks off for the client too: half of it must not look whole. */
export async function sendPassing(exchange: Exchange, passing: OriginAnswer, compress: boolean): Promise<void> {
  const { request, response } = exchange;
  try {
    const plan = planReply(request.headers, passing, { compress, zippable: true });
    writeHead(response, plan);
    if (isBodiless(request, plan) || response.destroyed) return void response.end();
    endStalled(exchange);
    await pour(passing.body, plan, response);
  } finally {
    passing.body.destroy();
  }
}

function pour(body: Readable, { gzip, part }: ReplyPlan, response: ServerResponse): Promise<void> {
  if (gzip) return pipeline(body, createGzip(), response);
  if (part) return pipeline(body, (source: Readable) => takePart(source, part), response);
  return pipeline(body, response);
}

function writeHead(response: ServerResponse, { status, headers }: ReplyPlan): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  response.statusCode = status;
}

function isBodiless(request: IncomingMessage, { status }: ReplyPlan): boolean {
  return request.method === 'HEAD' || status === 204 || status === 304;
}

/** A reader that takes nothing would hold its answer's memory for ever. */
function endStalled({ response, limits }: Exchange): void {
  response.setTimeout(limits.stalledReaderSeconds * 1_000, () => response.destroy());
}
