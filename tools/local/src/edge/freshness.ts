import type { AnswerHeaders } from './origin-answer.js';

/**
 * How many seconds this answer may be given to others, by its origin's word: s-maxage before max-age, less the age it came
 * with. 0: to nobody but the one who asked. Vary needs no look: an origin sees no header of the asker.
 */
export function freshSeconds(status: number, headers: AnswerHeaders): number {
  if (status !== 200 || headers['set-cookie'] !== undefined || headers['vary'] === '*') return 0;
  const directives = directivesOf(headers['cache-control']);
  if (directives.has('no-store') || directives.has('private') || directives.has('no-cache')) return 0;
  const lifetime = seconds(directives.get('s-maxage')) ?? seconds(directives.get('max-age')) ?? 0;
  return Math.max(0, lifetime - ageOf(headers));
}

/** How old the answer already was when it came. */
export function ageOf(headers: AnswerHeaders): number {
  return seconds(headers['age']) ?? 0;
}

function directivesOf(cacheControl: AnswerHeaders[string]): Map<string, string> {
  const parts = [cacheControl ?? []].flat().join(',').split(',');
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
}

function seconds(value: AnswerHeaders[string]): number | undefined {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
