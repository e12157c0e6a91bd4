import { once } from 'node:events';
import { hasDatabase } from '../database/database-folder.js';
import { addDemoPhotos } from '../demo/add-demo-photos.js';
import { Journal } from '../journal/journal.js';
import { inheritedEnvironment } from '../services/inherited-environment.js';
import { endAllLeftovers } from '../supervision/end-leftovers.js';
import { LastWill } from '../supervision/last-will.js';
import { ProcessRecord } from '../supervision/process-record.js';
import { Supervisor } from '../supervision/supervisor.js';
import { Tasks } from '../tasks/tasks.js';
import { watchSources } from '../watch/watch-sources.js';
import { banner } from './banner.js';
import { assertDiskSpace, diskFills, diskLimits } from './disk-space.js';
import { openFolders } from './folders.js';
import { Lock } from './lock.js';
import { observe } from './observe.js';
import { assertPortFree, freePort } from './ports.js';
import type { StackOptions } from './stack-options.js';
import type { Stage } from './stage.js';
import { startEverything } from './start-everything.js';
import { forgetStores } from './stores-file.js';

/** Runs a stack in its folder until it is told to stop; rejects when it cannot start or go on. Nothing is left in either case. */
export async function runStack(options: StackOptions, halt: AbortSignal): Promise<void> {
  const { folders } = options;
  openFolders(folders);
  await assertDiskSpace(
    folders.root,
    hasDatabase(folders.data) ? diskLimits.freeBytesMinToStart : diskLimits.freeBytesMinForNewDatabase,
  );
  const lock = new Lock(folders.run);
  const journal = new Journal(folders.logs, options.show, options.coloured);
  try {
    const ended = await endAllLeftovers(folders.run);
    if (ended.length > 0) journal.tell('warn', 'leftovers.ended', { processes: ended });
    if (options.port !== 0) await assertPortFree(options.port);
    const port = options.port === 0 ? await freePort() : options.port;
    await runInFolder({ ...options, port }, { lock, journal }, halt);
  } finally {
    journal.close();
    lock.release();
  }
}

interface Held {
  readonly lock: Lock;
  readonly journal: Journal;
}

async function runInFolder(options: StackOptions, { lock, journal }: Held, halt: AbortSignal): Promise<void> {
  const { folders, environment, tell } = options;
  const record = new ProcessRecord(folders.run, String(process.pid));
  const lastWill = new LastWill(record.file);
  const observer = observe(journal, record, tell);
  const supervisor = new Supervisor(observer);
  const tasks = new Tasks(observer);
  const over = new AbortController();
  const stage: Stage = { folders, journal, supervisor, tasks, over: over.signal, inherited: inheritedEnvironment(environment) };
  const url = `http://127.0.0.1:${options.port}`;
  lock.tell({ pid: process.pid, url });
  try {
    await Promise.race([
      live(stage, options, url),
      supervisor.failed,
      journal.failed,
      diskFills(folders.root, over.signal),
      halted(halt),
    ]);
  } finally {
    over.abort();
    forgetStores(folders.run);
    await Promise.all([tasks.stop(), supervisor.stop()]);
    record.remove();
    lastWill.revoke();
    journal.tell('info', 'stopped', { photosStayIn: folders.data });
  }
}

/** Starts everything, says so, and goes on for ever. */
async function live(stage: Stage, options: StackOptions, url: string): Promise<never> {
  const { folders, port, databaseUrl, show, tell, watch, demo } = options;
  const startedAt = performance.now();
  const { database } = await startEverything(stage, { port, url, databaseUrl, watch });
  const tookSeconds = (performance.now() - startedAt) / 1000;
  show(banner({ url, database: database.description, folders, pid: process.pid, tookSeconds }));
  tell({ kind: 'ready', url, databaseUrls: database.urls });
  if (demo) await addDemoPhotos(stage, url);
  if (watch) watchSources(stage);
  return new Promise(() => {});
}

async function halted(halt: AbortSignal): Promise<void> {
  if (!halt.aborted) await once(halt, 'abort');
}
