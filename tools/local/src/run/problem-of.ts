import { GaveUp } from '../supervision/gave-up.js';
import { TaskFailed } from '../tasks/task-failed.js';
import { StartProblem } from './start-problem.js';

const diskFull = /ENOSPC|No space left on device|errno: 28\b|Errcode: 28\b|Disk quota exceeded|EDQUOT/i;

/** The sentence for whatever went wrong, where there is one; any other error stays what it is: a bug with a stack. */
export function problemOf(error: unknown, folder: string): unknown {
  if (error instanceof StartProblem) return saysDiskFull(error.message, error.lines) ? diskIsFull(folder) : error;
  if (error instanceof GaveUp) return saysDiskFull('', error.lastLines) ? diskIsFull(folder) : gaveUp(error, folder);
  if (error instanceof TaskFailed)
    return saysDiskFull(error.reason, error.lastLines) ? diskIsFull(folder) : stepFailed(error, folder);
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskIsFull(folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notWritable(path ?? folder);
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST') return damaged(path ?? folder, message);
  return error;
}

export function diskIsFull(folder: string): StartProblem {
  return new StartProblem(
    `The disk that holds ${folder} is full: make room on it, or keep the data elsewhere with PINHOLE_DATA_DIR=/a/folder npm start. Nothing was deleted.`,
  );
}

function saysDiskFull(message: string, lines: readonly string[]): boolean {
  return diskFull.test(message) || lines.some((line) => diskFull.test(line));
}

function notWritable(path: string): StartProblem {
  return new StartProblem(
    `${path} may not be written by this account: give it to the account that runs Pinhole (it may have been made by another one, such as root), or keep the data elsewhere with PINHOLE_DATA_DIR=/a/folder npm start.`,
  );
}

function damaged(path: string, message: string): StartProblem {
  return new StartProblem(
    `${path} is not what Pinhole left there (${message}): move it away or mend it, then start again. Nothing was deleted.`,
  );
}

function gaveUp({ message, lastLines, processName }: GaveUp, folder: string): StartProblem {
  const ifDamaged = dataKeepers.has(processName)
    ? ` If its data under ${folder}/data is damaged, bring back a copy of it, or forget all photos with 'npm run reset'.`
    : '';
  return new StartProblem(
    `${message} Its last lines are below, all of them in ${folder}/logs/${processName}.jsonl.${ifDamaged}`,
    lastLines,
  );
}

function stepFailed({ task, reason, lastLines }: TaskFailed, folder: string): StartProblem {
  return new StartProblem(
    `The step ${task} failed (${reason}): its last lines are below, all of them in ${folder}/logs/${task}.jsonl. Nothing was deleted.`,
    lastLines,
  );
}

const dataKeepers: ReadonlySet<string> = new Set(['database', 'fauxqs']);
