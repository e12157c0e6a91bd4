import { readFileSync } from 'node:fs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How often we look whether whoever started us is still there. */
const parentLookSeconds = 1;

/**
 * Aborted by the first signal, or when the process that started us is no more, where that matters: npm, killed outright, can
 * tell nobody. Further signals change nothing: npm passes on what the terminal has already sent to us, so that one Ctrl-C comes
 * twice; and a stop takes less than ten seconds in any case.
 */
export function haltOnSignal({ withParent }: { withParent: boolean }): AbortSignal {
  const halt = new AbortController();
  for (const signal of signals) process.on(signal, () => halt.abort());
  // A program that started us by a channel ends it with its own end, even by kill -9.
  process.on('disconnect', () => halt.abort());
  if (withParent) {
    const before = ancestry();
    setInterval(() => ancestry() !== before && halt.abort(), parentLookSeconds * 1000).unref();
  }
  return halt.signal;
}

/** Our parent and, where that can be had for nothing, its parent: between npm and us there may be a shell, which npm's death leaves behind. */
function ancestry(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

function parentOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  } catch {
    return '';
  }
}
