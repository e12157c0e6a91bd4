import { readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second, on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** CPU time, user and system, that a process with all its threads has taken so far. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields 14 and 15; field 2, a name in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
