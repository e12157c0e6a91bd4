import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

/** The pids of all processes that a process has started, of those that these have started, and so on. */
export function descendantsOf(pid: number): number[] {
  const parents = process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
  const below = (parent: number): number[] => {
    const children = [...parents].filter(([, its]) => its === parent).map(([child]) => child);
    return children.flatMap((child) => [child, ...below(child)]);
  };
  return below(pid);
}

/** A bare Debian has no `ps`. Field 4 of /proc/PID/stat is the parent; field 2, a name in brackets, may hold spaces. */
function parentsFromProc(): Map<number, number> {
  const stats = globSync('/proc/[0-9]*/stat').flatMap((file) => {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      return []; // It has ended since.
    }
  });
  return new Map(stats.map((stat) => [parseInt(stat), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]));
}

function parentsFromPs(): Map<number, number> {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
  );
}
