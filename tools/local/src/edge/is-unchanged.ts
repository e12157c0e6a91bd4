import type { IncomingHttpHeaders } from 'node:http';
import type { AnswerHeaders } from './origin-answer.js';

/** Whether the client already has this answer: by If-None-Match where it sent one, else by If-Modified-Since. */
export function isUnchanged(asked: IncomingHttpHeaders, headers: AnswerHeaders): boolean {
  const tags = asked['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || (typeof headers['etag'] === 'string' && listed(tags, headers['etag']));
  return !isLater(headers['last-modified'], asked['if-modified-since']);
}

/** Whether a range may be taken from this answer, or must the client be given the whole because its part is of another. */
export function isRangeOfThis(ifRange: string | string[] | undefined, headers: AnswerHeaders): boolean {
  if (typeof ifRange !== 'string') return true;
  return (
    (ifRange.startsWith('"') && ifRange === headers['etag']) || (!ifRange.includes('"') && ifRange === headers['last-modified'])
  );
}

/** Weak comparison, as If-None-Match wants it. */
function listed(tags: string, etag: string): boolean {
  const opaque = (tag: string) => tag.replace(/^W\//, '');
  return (tags.match(/(W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));
}

function isLater(modified: AnswerHeaders[string], since: string | undefined): boolean {
  const [then, asked] = [Date.parse(String(modified)), Date.parse(String(since))];
  return !(then <= asked);
}
