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
  if (withParent) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && halt.abort(), parentLookSeconds * 1000).unref();
  }
  return halt.signal;
}
