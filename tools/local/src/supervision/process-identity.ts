import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Something that tells this process from any other that had or will have the same pid, or null where none is alive. Pids
 * are used again; a start time, within one boot of the machine, is not.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === 'linux') return identityFromProc(pid);
  const ps = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [state, ...startedAt] = ps.stdout.trim().split(/\s+/);
  return ps.status === 0 && state && !state.startsWith('Z') ? startedAt.join(' ') : null;
}

/** A bare Debian has no `ps`. Field 3 of /proc/PID/stat is the state, field 22 the start; field 2, a name, may hold spaces. */
function identityFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? null : `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

/** Whether the process that was recorded under this pid and identity is still alive. */
export function isAlive(pid: number, identity: string): boolean {
  return processIdentity(pid) === identity;
}
