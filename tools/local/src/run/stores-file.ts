import { isAlive } from '@pinhole/testing';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to reach the stores of a stack, as settings of a program's environment. */
export type StoreSettings = Readonly<Record<string, string>>;

interface Told {
  readonly pid: number;
  readonly settings: StoreSettings;
}

const fileOf = (runFolder: string) => join(runFolder, 'stores.json');

/** For a program beside the stack, such as an audit. There are passwords in it: the file is its owner's alone. */
export function tellStores(runFolder: string, settings: StoreSettings): void {
  const file = fileOf(runFolder);
  rmSync(`${file}.new`, { force: true });
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, settings } satisfies Told), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function forgetStores(runFolder: string): void {
  rmSync(fileOf(runFolder), { force: true });
}

/** Nothing where no stack runs: a stack that was killed leaves its file behind. */
export function readStores(runFolder: string): StoreSettings | undefined {
  try {
    const { pid, settings } = JSON.parse(readFileSync(fileOf(runFolder), 'utf8')) as Told;
    return isAlive(pid) ? settings : undefined;
  } catch {
    return undefined;
  }
}
