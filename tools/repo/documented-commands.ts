import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of shell commands in a document, as a reader would paste it. */
export interface CommandBlock {
  line: number;
  /** Each command with what continues it. */
  commands: string[];
  /** The JSON that the document shows as its answer, where it does. */
  answer?: unknown;
}

/** Everything written for readers. */
export function documents(checkout: string): string[] {
  return globSync(['*.md', 'docs/**/*.md'], { cwd: checkout }).sort();
}

export function commandBlocks(checkout: string, document: string): CommandBlock[] {
  const fences = [...readFileSync(join(checkout, document), 'utf8').matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return fences.flatMap(({ 1: language, 2: text = '', index, input }, number) => {
    if (language !== 'sh') return [];
    const next = fences[number + 1];
    const answer = next?.[1] === 'json' ? { answer: JSON.parse(next[2] ?? '') as unknown } : {};
    return [{ line: input.slice(0, index).split('\n').length, commands: commandsIn(text), ...answer }];
  });
}

/** The addresses of a running stack that a document gives its readers to open. */
export function addresses(checkout: string, document: string): string[] {
  const text = readFileSync(join(checkout, document), 'utf8');
  return [...text.matchAll(/<(http:\/\/127\.0\.0\.1:8080[^>]*)>/g)].map(([, address]) => address!);
}

/** Whether a command concerns the checkout, such as `npm test`, and not the stack that runs, such as `curl`. */
export function isOfCheckout(command: string): boolean {
  return /^(npm|sh tools\/run|\.ci\/run|docker compose)\b/.test(command);
}

function commandsIn(text: string): string[] {
  const whole = text.replaceAll(/\\\n\s*/g, '').split('\n');
  return whole.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Commands that a person starts and ends with Ctrl-C, that look at what runs then, or that undo it all: e2e/src/documents.typed.test.ts runs each. */
export const stackCommands = [
  'npm start',
  'npm start -- --demo',
  'npm run dev',
  'npm run pinhole -- audit',
  'npm run pinhole -- backfill',
  'npm run reset -- --yes',
];
