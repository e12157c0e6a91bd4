/** Bytes from `start` up to, not including, `end`. */
export interface BytePart {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a Range header asks for; `'none'` where no byte of it exists. Null where the header is to be ignored, as it may
 * always be: another unit, several ranges at once (a way to ask for the same bytes a thousand times), or nonsense.
 */
export function byteRange(header: string | undefined, bytes: number): BytePart | 'none' | null {
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') return Number(last) === 0 || bytes === 0 ? 'none' : { start: Math.max(0, bytes - Number(last)), end: bytes };
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= bytes) return 'none';
  return { start, end: last === '' ? bytes : Math.min(bytes, Number(last) + 1) };
}
