import type { IncomingHttpHeaders } from 'node:http';
import { acceptsGzip } from './accepts-gzip.js';
import { byteRange, type BytePart } from './byte-range.js';
import { isCompressible } from './compress-text.js';
import { rangeNotSatisfiable } from './edge-problem.js';
import { isRangeOfThis, isUnchanged } from './is-unchanged.js';
import type { AnswerHeaders } from './origin-answer.js';

export interface AnswerHead {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly bytes: number | null;
}

export interface Compression {
  /** The route's rule. */
  readonly compress: boolean;
  /** Whether there is, or can be made, a compressed form of this answer. */
  readonly zippable: boolean;
}

export interface ReplyPlan {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Null: the whole body. */
  readonly part: BytePart | null;
  readonly gzip: boolean;
}

/**
 * What this client gets of an answer: all of it, a part, a compressed form, or the word that it has it already. All of that is
 * decided here and nothing of it by an origin, which therefore is never asked for a part that could be stored as the whole.
 */
export function planReply(asked: IncomingHttpHeaders, head: AnswerHead, { compress, zippable }: Compression): ReplyPlan {
  const headers = compress && isCompressible(head.headers) ? varying(head.headers) : head.headers;
  const whole = { status: head.status, headers: withLength(headers, head.bytes), part: null, gzip: false };
  if (head.status !== 200) return whole;
  if (isUnchanged(asked, headers)) return { ...whole, status: 304, headers: withoutContent(headers) };
  if (headers === head.headers) return partOf(asked, head) ?? whole;
  return zippable && acceptsGzip(String(asked['accept-encoding'])) ? zipped(headers) : whole;
}

function partOf(asked: IncomingHttpHeaders, { headers, bytes }: AnswerHead): ReplyPlan | null {
  if (headers['accept-ranges'] !== 'bytes' || bytes === null || !isRangeOfThis(asked['if-range'], headers)) return null;
  const part = byteRange(asked.range, bytes);
  if (part === null) return null;
  if (part === 'none') throw rangeNotSatisfiable(bytes);
  const contentRange = { 'content-range': `bytes ${part.start}-${part.end - 1}/${bytes}` };
  return { status: 206, headers: { ...withLength(headers, part.end - part.start), ...contentRange }, part, gzip: false };
}

/** Its length is known to whoever compressed it. A strong ETag names exact bytes, and these are others. */
function zipped(headers: AnswerHeaders): ReplyPlan {
  const etag = typeof headers['etag'] === 'string' ? { etag: headers['etag'].replace(/^"/, 'W/"') } : {};
  return { status: 200, headers: { ...headers, ...etag, 'content-encoding': 'gzip' }, part: null, gzip: true };
}

function varying(headers: AnswerHeaders): AnswerHeaders {
  const others = [headers['vary'] ?? []].flat().filter((name) => !/accept-encoding/i.test(name));
  return { ...headers, vary: [...others, 'Accept-Encoding'].join(', ') };
}

function withLength(headers: AnswerHeaders, bytes: number | null): AnswerHeaders {
  return bytes === null ? headers : { ...headers, 'content-length': String(bytes) };
}

function withoutContent(headers: AnswerHeaders): AnswerHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-(type|length|encoding|range)$/.test(name)));
}
