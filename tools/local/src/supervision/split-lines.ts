import type { Readable } from 'node:stream';

/** A line without an end would be kept in memory for ever; whatever is longer comes in pieces. */
export const lineCharactersMax = 256 * 1024;

/** Calls `onLine` for each line of a stream, and for what is left at its end. */
export function splitLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineCharactersMax) {
      lines.push(rest);
      rest = '';
    }
    for (const line of lines) if (line.trim() !== '') onLine(line);
  });
  stream.on('end', () => {
    if (rest.trim() !== '') onLine(rest);
    rest = '';
  });
}
