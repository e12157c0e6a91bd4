import { parseArgs } from 'node:util';
import { CliProblem } from './cli-problem.js';

/** What a person wants of an audit. */
export interface AuditWish {
  /** `listings`: rows and listings alone; `objects`: each variant is asked for its type too; `bytes`: everything is read and decoded. */
  readonly depth: 'listings' | 'objects' | 'bytes';
  /** Nobody uploads and nothing is on its way any more: what waits counts as a fault too, whatever its age. */
  readonly atRest: boolean;
  readonly fix: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly graceSeconds: number;
  readonly waitSeconds: number;
  readonly removalsMax: number;
  /** Faults shown of each check. */
  readonly shownMax: number;
}

/** An upload is in its row within two minutes of being stored, and a message that failed five times has been tried within as many. */
const graceSecondsUsual = 600;
/** A photo is ready again a few seconds after it was rung for; a busy machine takes longer. */
const waitSecondsUsual = 60;
/** So many objects of nobody may be left by crashes. More look like a ledger that is not the one of these buckets. */
const removalsMaxUsual = 100;
const shownMaxUsual = 10;

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;
const options = {
  ...{ deep: flag, quick: flag, 'at-rest': flag, fix: flag, yes: flag, json: flag },
  ...{ 'grace-seconds': value, 'wait-seconds': value, 'removals-max': value, 'shown-max': value },
};

const usage = `Try 'npm run pinhole -- audit', with ${Object.keys(options)
  .map((name) => `--${name}`)
  .join(', ')}: docs/operator.md tells what they do.`;

export function readArguments(parameters: readonly string[]): AuditWish {
  try {
    const { values, positionals } = parseArgs({ args: [...parameters], options, allowPositionals: true });
    if (positionals.join(' ') !== 'audit') throw new Error(`'${positionals.join(' ')}' is not known`);
    const { deep = false, quick = false, fix = false, yes = false, json = false, 'at-rest': atRest = false } = values;
    if (deep && quick) throw new Error('--deep and --quick do not go together');
    if (yes && !fix) throw new Error('--yes says yes to --fix, which is missing');
    const depth = deep ? 'bytes' : quick ? 'listings' : 'objects';
    return {
      ...{ depth, atRest, fix, yes, json },
      graceSeconds: count('grace-seconds', values['grace-seconds']) ?? (atRest ? 0 : graceSecondsUsual),
      waitSeconds: count('wait-seconds', values['wait-seconds']) ?? waitSecondsUsual,
      removalsMax: count('removals-max', values['removals-max']) ?? removalsMaxUsual,
      shownMax: count('shown-max', values['shown-max']) ?? shownMaxUsual,
    };
  } catch (error) {
    throw new CliProblem(`${(error as Error).message.replace(/\. .*/s, '')}. ${usage}`);
  }
}

function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}
