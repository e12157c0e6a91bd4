import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { edgeLimits } from './edge-limits.js';
import type { AnswerHeaders } from './origin-answer.js';

const compressible = /^(text\/|application\/(json|problem\+json|manifest\+json)|image\/svg\+xml)/;
const gzipAsync = promisify(gzip);

export function isCompressible(headers: AnswerHeaders): boolean {
  const type = headers['content-type'];
  return typeof type === 'string' && compressible.test(type) && headers['content-encoding'] === undefined;
}

/** The body compressed, or null where that would not make it smaller. */
export async function compressText(headers: AnswerHeaders, body: Buffer): Promise<Buffer | null> {
  if (!isCompressible(headers) || body.byteLength < edgeLimits.compressBytesMin) return null;
  const smaller = await gzipAsync(body);
  return smaller.byteLength < body.byteLength ? smaller : null;
}
