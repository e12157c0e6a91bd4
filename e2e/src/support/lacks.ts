/** What an answer lacks of what a document shows of it: names and kinds of values. Null stands for anything, a code for itself, and texts need not be there. */
export function lacks(shown: unknown, answer: unknown, path = ''): string[] {
  if (shown === undefined || shown === null) return [];
  if (kindOf(shown) !== kindOf(answer)) return [`${path || '/'} is ${kindOf(answer)}, not ${kindOf(shown)}`];
  if (Array.isArray(shown)) return lacksInList(shown[0], answer as unknown[], path);
  if (typeof shown !== 'object') return /\/(code|status)$/.test(path) && shown !== answer ? [`${path} is ${String(answer)}`] : [];
  return Object.entries(shown).flatMap(([name, value]) =>
    lacks(value, (answer as Record<string, unknown>)[name], `${path}/${name}`),
  );
}

function lacksInList(first: unknown, answer: unknown[], path: string): string[] {
  return typeof first === 'string' && answer.length === 0 ? [] : lacks(first, answer[0], `${path}/0`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'not there';
  return Array.isArray(value) ? 'a list' : typeof value;
}
