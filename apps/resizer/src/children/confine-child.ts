import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childLimits } from './child-limits.js';

/** Of util-linux, which every Linux with a package manager has, and Debian's smallest images too. */
const prlimit = '/usr/bin/prlimit';
const setpriv = '/usr/bin/setpriv';

/** Whether this system lets us put limits on a child. Elsewhere it has its deadline and is recycled, and that is all. */
export const canConfine = process.platform === 'linux' && existsSync(prlimit);

/** Where our own code lies: this project, the libraries and the packages. All the same in a checkout and in an image. */
const root = join(import.meta.dirname, '../../../..');
const readable = ['apps/resizer', 'libs', 'node_modules'].map((folder) => join(root, folder, '*'));

/** That addons could undo permissions is known, and what sealChild is for. */
const quietly = '--disable-warning=SecurityWarning';

/** libvips would put what takes more than 100 MB into a file, where it may have none: in memory there is a ceiling. */
export const childEnvironment = { VIPS_DISC_THRESHOLD: '1000g' };

/** The command that starts a script of ours as a child, so that it lacks memory and rights from its first moment. */
export function childCommand(script: string): [command: string, ...args: string[]] {
  const reads = readable.map((path) => `--allow-fs-read=${path}`);
  const node = [process.execPath, '--permission', '--allow-addons', quietly, ...reads, script] as const;
  if (!canConfine) return [...node];
  const limited = [prlimit, `--data=${childLimits.dataBytesMax}`, '--core=0', '--', ...node] as const;
  // The kernel ends it with us, also while it is deaf to its channel: within a decoder that runs in JavaScript's own thread.
  return existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', '--', ...limited] : [...limited];
}

/**
 * Takes from a child whose code is loaded what it needs no more: opening anything (a file, a connection, another process's
 * pipes), and writing to files. Node's permissions bind JavaScript alone; this binds the decoders too.
 */
export async function sealChild(pid: number): Promise<void> {
  if (!canConfine) return;
  await promisify(execFile)(prlimit, ['--pid', String(pid), '--nofile=0:0', '--fsize=0:0']);
  await writeFile(`/proc/${pid}/oom_score_adj`, String(childLimits.oomScore));
}
