import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './start-problem.js';

/** Who runs in this folder. */
export interface Holder {
  readonly pid: number;
  readonly url: string;
}

/**
 * The right to run a stack in a folder. SQLite holds a lock of the operating system for us, which ends with the process
 * however that ends: there is no stale lock to judge.
 */
export class Lock {
  readonly #database: DatabaseSync;
  readonly #holderFile: string;

  constructor(runFolder: string) {
    this.#holderFile = join(runFolder, 'stack.json');
    this.#database = new DatabaseSync(join(runFolder, 'lock'), { timeout: 0 });
    try {
      this.#database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.#database.close();
      throw this.#problemOf(error);
    }
  }

  /** Lets a second start say who is in its way. */
  tell(holder: Holder): void {
    writeFileSync(this.#holderFile, JSON.stringify(holder));
  }

  release(): void {
    rmSync(this.#holderFile, { force: true });
    this.#database.close();
  }

  #problemOf(error: unknown): unknown {
    const { errcode } = error as { errcode?: number };
    if (errcode === sqliteBusy) return new StartProblem(alreadyRuns(readHolder(this.#holderFile)));
    if (errcode === sqliteNotADatabase) {
      return new StartProblem(
        `${join(this.#holderFile, '../lock')} is damaged: delete that file (nothing is kept in it), then start again.`,
      );
    }
    return error;
  }
}

const sqliteBusy = 5;
const sqliteNotADatabase = 26;

function alreadyRuns(holder: Holder | undefined): string {
  if (!holder) return 'Pinhole is being started here already: wait for it, or stop it first.';
  return `Pinhole runs here already, on ${holder.url} (process ${holder.pid}): use it, or stop it with Ctrl-C where it was started or with 'kill ${holder.pid}'.`;
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return pid && url ? { pid, url } : undefined;
  } catch {
    return undefined;
  }
}
