import { count, flag, readOptions, value } from '../read-options.js';

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

const options = {
  ...{ deep: flag, quick: flag, 'at-rest': flag, fix: flag, yes: flag, json: flag },
  ...{ 'grace-seconds': value, 'wait-seconds': value, 'removals-max': value, 'shown-max': value },
};

export function readAuditWish(parameters: readonly string[]): AuditWish {
  return readOptions('audit', parameters, options, (said) => {
    const { deep = false, quick = false, fix = false, yes = false, json = false, 'at-rest': atRest = false } = said;
    if (deep && quick) throw new Error('--deep and --quick do not go together');
    if (yes && !fix) throw new Error('--yes says yes to --fix, which is missing');
    const depth = deep ? 'bytes' : quick ? 'listings' : 'objects';
    return {
      ...{ depth, atRest, fix, yes, json },
      graceSeconds: count('grace-seconds', said['grace-seconds']) ?? (atRest ? 0 : graceSecondsUsual),
      waitSeconds: count('wait-seconds', said['wait-seconds']) ?? waitSecondsUsual,
      removalsMax: count('removals-max', said['removals-max']) ?? removalsMaxUsual,
      shownMax: count('shown-max', said['shown-max']) ?? shownMaxUsual,
    };
  });
}
