import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CliProblem } from './cli-problem.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Said<Wanted extends Options> = ReturnType<typeof parseArgs<{ options: Wanted }>>['values'];

export const flag = { type: 'boolean' } as const;
export const value = { type: 'string' } as const;

/** What was said after a verb, as `read` understands it; or one sentence that says what is wrong with it. */
export function readOptions<Wanted extends Options, Wish>(
  verb: string,
  parameters: readonly string[],
  options: Wanted,
  read: (said: Said<Wanted>) => Wish,
): Wish {
  try {
    return read(parseArgs({ args: [...parameters], options }).values);
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const usage = `Try 'npm run pinhole -- ${verb}', with ${names.join(', ')}: docs/operator.md tells what they do.`;
    throw new CliProblem(`${(error as Error).message.replace(/\. .*/s, '')}. ${usage}`);
  }
}

/** A whole number; undefined where none was said. */
export function count(name: string, text: string | undefined, least = 0): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number`);
  if (Number(text) < least) throw new Error(`--${name} is ${least} at least`);
  return Number(text);
}
