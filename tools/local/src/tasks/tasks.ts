import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { signalProcess } from '../supervision/signal-process.js';
import { splitLines } from '../supervision/split-lines.js';
import { watchLimits } from '../supervision/watched-process.js';
import type { TaskReport } from './run-task.js';
import { TaskFailed } from './task-failed.js';

/** A step that ends by itself: a script in a process of its own, so that Ctrl-C can end it with all it began. */
export interface TaskPlan {
  readonly name: string;
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
}

export interface TaskObserver {
  onSpawned(name: string, pid: number): void;
  onLine(name: string, line: string): void;
}

/** How long a step may take to end when asked to. */
const stopSecondsMax = 1;

export class Tasks {
  readonly #running = new Set<ChildProcess>();
  #stopped = false;

  constructor(private readonly observer: TaskObserver) {}

  /** Runs a script to its end and returns its answer. Rejects with TaskFailed. */
  async run({ name, script, environment, folder }: TaskPlan): Promise<unknown> {
    if (this.#stopped) throw new TaskFailed(name, 'not started, since everything is being stopped', []);
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#running.add(child);
    if (child.pid) this.observer.onSpawned(name, child.pid);
    let report: TaskReport | undefined;
    child.on('message', (message) => (report = message as TaskReport));
    const lastLines = this.#listen(name, child);
    const end = await endOf(child);
    this.#running.delete(child);
    if (report && 'problem' in report) throw new TaskFailed(name, report.problem, lastLines);
    if (end !== 'ended with code 0') throw new TaskFailed(name, `it ${end}`, lastLines);
    return report?.answer;
  }

  /** Ends the steps that are running. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { pid } of this.#running) if (pid) signalProcess(pid, 'SIGTERM', 'group');
    const until = performance.now() + stopSecondsMax * 1000;
    while (this.#running.size > 0 && performance.now() < until) await pause(20);
    for (const { pid } of this.#running) if (pid) signalProcess(pid, 'SIGKILL', 'group');
  }

  #listen(name: string, child: ChildProcess): readonly string[] {
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      splitLines(stream, (line) => {
        lastLines.push(line);
        if (lastLines.length > watchLimits.tailLinesMax) lastLines.shift();
        this.observer.onLine(name, line);
      });
    }
    return lastLines;
  }
}

/** In words; by then its last line is read. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
}
