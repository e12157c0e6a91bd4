import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartProblem } from './start-problem.js';

/** Where a stack keeps what it keeps. */
export interface Folders {
  /** `.local` of the checkout, or PINHOLE_DATA_DIR. */
  readonly root: string;
  /** Photos and rows: all that `npm run reset` forgets. */
  readonly data: string;
  readonly logs: string;
  /** What is true only while the stack runs. */
  readonly run: string;
}

export function foldersOf(root: string): Folders {
  const path = resolve(root);
  return { root: path, data: join(path, 'data'), logs: join(path, 'logs'), run: join(path, 'run') };
}

/** Makes the folders that are missing, and says so where one cannot be used. */
export function openFolders(folders: Folders): void {
  for (const folder of Object.values(folders) as string[]) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new StartProblem(`${folder} is no folder: move it away, then start again. Nothing was deleted.`);
    }
    // What photos come from may be private: the folder is open to its owner alone.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  }
}
