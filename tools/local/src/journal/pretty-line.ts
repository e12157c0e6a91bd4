import { stripVTControlCharacters } from 'node:util';
import type { LogRecord } from './log-record.js';

/** A terminal shows what matters of an event; all of it is in the file. */
const valueCharactersMax = 240;
const hidden: ReadonlySet<string> = new Set([
  ...['time', 'level', 'service', 'event', 'pid', 'hostname'],
  ...['requestId', 'traceId', 'messageId', 'inbox', 'attempt', 'attemptsMax'],
]);

const colours = { debug: 2, info: 0, warn: 33, error: 31 } as const;
const dim = 2;
/** One colour for each service, by its name, so that the eye can follow one. */
const serviceColours = [36, 35, 34, 32, 96, 95];

/** One event as one line for a person. */
export function prettyLine(record: LogRecord, coloured: boolean): string {
  const paint = (text: string, colour: number) => (coloured && colour !== 0 ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const fields = [...Object.entries(record).filter(([name]) => !hidden.has(name)), ...attemptOf(record)].map(
    ([name, value]) => `${paint(`${name}=`, dim)}${shortly(value)}`,
  );
  return [
    paint(new Date(record.time).toTimeString().slice(0, 8), dim),
    paint(record.service.padEnd(11), serviceColours[sumOf(record.service) % serviceColours.length] ?? 0),
    paint(record.event, colours[record.level]),
    ...fields,
  ].join(' ');
}

/** Only where it is not the first. */
function attemptOf({ attempt, attemptsMax }: LogRecord): [string, unknown][] {
  return typeof attempt === 'number' && attempt > 1 ? [['attempt', `${attempt}/${String(attemptsMax)}`]] : [];
}

function shortly(value: unknown): string {
  const text = wordsOf(value);
  // A client's words may hold line breaks or escape sequences; on somebody's terminal they do nothing.
  const plain = stripVTControlCharacters(text ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  const short = plain.length > valueCharactersMax ? `${plain.slice(0, valueCharactersMax)}…` : plain;
  return /[ "]/.test(short) ? JSON.stringify(short) : short;
}

function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (isError(value)) return value.message;
  return Array.isArray(value) ? value.map(wordsOf).join(', ') : JSON.stringify(value);
}

function isError(value: unknown): value is { message: string } {
  return typeof value === 'object' && value !== null && typeof (value as { message?: unknown }).message === 'string';
}

function sumOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
}
