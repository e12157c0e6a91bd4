import type { Journal } from '../journal/journal.js';
import type { ProcessObserver } from '../supervision/process-plan.js';
import type { ProcessRecord } from '../supervision/process-record.js';
import type { StackEvent } from './stack-options.js';

/** Remembers each pid before anything else, logs what happens to processes, and tells whoever started us. */
export function observe(journal: Journal, record: ProcessRecord, tell: (event: StackEvent) => void): ProcessObserver {
  return {
    onSpawned(name, pid) {
      record.add(name, pid);
      tell({ kind: 'spawned', name, pid });
    },
    onReady: (name, tookSeconds) => journal.tell('info', 'process.ready', { process: name, tookSeconds: rounded(tookSeconds) }),
    onDied: (name, death, pauseSeconds) =>
      journal.tell('warn', 'process.died', { process: name, death, againInSeconds: pauseSeconds }),
    onLine: (name, line) => journal.line(name, line),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
