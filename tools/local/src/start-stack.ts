import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetDockerVolume } from './reset/forget-docker-volume.js';
import { foldersOf } from './run/folders.js';
import type { StackEvent } from './run/stack-options.js';
import { serviceNames, type ServiceName } from './services/plan-services.js';
import { projectRoot, scriptOf } from './services/project-root.js';
import { splitLines } from './supervision/split-lines.js';

export type ProcessName = ServiceName | 'database' | 'fauxqs';

export interface LocalStackOptions {
  /** Where it keeps everything. Without one: a temporary folder, which goes when the stack is stopped. */
  readonly folder?: string;
  /** Of the edge. Without one: any free port. */
  readonly port?: number;
  /** All of its environment, e.g. `{ ...process.env, UPLOAD_BYTES_MAX: '1000' }`. Without one: the caller's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Such as `--demo`. */
  readonly arguments?: readonly string[];
  /** Hears each line that a person would see on the terminal. */
  readonly log?: (line: string) => void;
}

/** A whole stack in processes of its own, just as `npm start` runs it. */
export interface LocalStack {
  /** Where everything answers. */
  readonly url: string;
  /** Each schema by the account of the service that owns it: for a test's own looks at the rows. */
  readonly databaseUrls: ReadyStack['databaseUrls'];
  readonly dataFolder: string;
  /** The supervisor. */
  readonly pid: number;
  /** The process that now has this name; another one after each restart. */
  pidOf(name: ProcessName): number;
  pids(): Record<ProcessName, number>;
  /** How the supervisor ended, in words; resolved when it has. */
  readonly exited: Promise<string>;
  /** SIGTERM, as a person would; resolves when nothing is left. Data in a folder of the caller's stays. */
  stop(): Promise<void>;
}

/** Starts a stack and waits until all of it is ready. */
export async function startStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const dataFolder = options.folder ?? (await mkdtemp(join(tmpdir(), 'pinhole-stack-')));
  const supervisor = spawnSupervisor(options, dataFolder);
  const { exited, pids, ready } = listenTo(supervisor, options);
  const stop = async () => {
    supervisor.kill('SIGTERM');
    await exited;
    if (options.folder === undefined) await forgetStack(dataFolder);
  };
  try {
    const { url, databaseUrls } = await ready;
    const pidOf = (name: ProcessName) => {
      const pid = pids.get(name);
      if (pid === undefined) throw new Error(`No process of this stack is called ${name}.`);
      return pid;
    };
    const names: readonly ProcessName[] = [...serviceNames, 'database', 'fauxqs'];
    const all = () => Object.fromEntries(names.map((name) => [name, pidOf(name)])) as Record<ProcessName, number>;
    return { url, databaseUrls, dataFolder, pid: supervisor.pid ?? 0, pidOf, pids: all, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Removes all that a stopped stack has kept: its folder and, where Docker kept the rows, their volume. */
export async function forgetStack(folder: string): Promise<void> {
  await forgetDockerVolume(foldersOf(folder));
  await rm(folder, { recursive: true, force: true });
}

function spawnSupervisor({ port = 0, environment, arguments: parameters = [] }: LocalStackOptions, folder: string): ChildProcess {
  const main = scriptOf('tools/local/dist/main.js');
  const own = ['--private-database', '--port', String(port), '--folder', folder];
  return spawn(process.execPath, ['--enable-source-maps', main, ...own, ...parameters], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

type ReadyStack = Extract<StackEvent, { kind: 'ready' }>;

interface Heard {
  readonly exited: Promise<string>;
  /** Fails with what was said at the end when it ended before. */
  readonly ready: Promise<ReadyStack>;
  readonly pids: ReadonlyMap<string, number>;
}

/** Lines kept of what it said: enough to hold the reason why it did not start. */
const linesKeptMax = 60;

function listenTo(supervisor: ChildProcess, { log }: LocalStackOptions): Heard {
  const pids = new Map<string, number>();
  const said: string[] = [];
  const ready = Promise.withResolvers<ReadyStack>();
  supervisor.on('message', (event: StackEvent) => {
    if (event.kind === 'spawned') pids.set(event.name, event.pid);
    else ready.resolve(event);
  });
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    if (!stream) continue;
    splitLines(stream, (line) => {
      if (said.push(line) > linesKeptMax) said.shift();
      log?.(line);
    });
  }
  const exited = new Promise<string>((resolve) => {
    supervisor.once('error', (error) => resolve(`could not be started: ${error.message}`));
    supervisor.once('close', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
  void exited.then((how) => ready.reject(new Error(`The stack did not start, it ${how}:\n${said.join('\n')}`)));
  ready.promise.catch(() => {});
  return { exited, ready: ready.promise, pids };
}
