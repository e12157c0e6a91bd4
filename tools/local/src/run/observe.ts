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
    onDied(name, { how, pauseSeconds, lastLines }) {
      const says = lastLines.findLast((line) => errorLine.test(line));
      journal.tell('warn', 'process.died', { process: name, death: how, againInSeconds: pauseSeconds, ...(says && { says }) });
    },
    onLine: (name, line) => journal.line(name, line),
  };
}

/** How Node.js begins its report of an error that nobody caught. */
const errorLine = /^(Uncaught )?\w*Error\b/;

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
