import { readFileSync } from 'node:fs';
import { childrenOf } from './children-of.js';

/** The kernel counts in hundredths of a second, on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** CPU time, user and system, that a process with all its threads has taken so far. */
export function cpuSeconds(pid: number): number {
  const { own } = timesOf(pid);
  return own / ticksPerSecond;
}

/** The same, with that of its children, of those that are there and of those that have been. */
export function cpuSecondsOfFamily(pid: number): number {
  const { own, buried } = timesOf(pid);
  return childrenOf(pid).reduce((seconds, child) => seconds + cpuSecondsOfFamily(child), (own + buried) / ticksPerSecond);
}

/** In ticks. Fields 14 and 15, and 16 and 17 for children that have ended; field 2, a name in brackets, may hold spaces. */
function timesOf(pid: number): { own: number; buried: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system, buriedUser, buriedSystem] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number) as [number, number, number, number];
  return { own: user + system, buried: buriedUser + buriedSystem };
}
