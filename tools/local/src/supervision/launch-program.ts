import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Launched } from './process-plan.js';
import { signalProcess } from './signal-process.js';
import { splitLines } from './split-lines.js';

/** A grandchild that holds the pipe open must not delay the news of a death. */
const lastLinesSecondsMax = 0.3;

export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
}

/** Starts a program in a session of its own: Ctrl-C on the terminal reaches the supervisor alone, which stops all in order. */
export function launchProgram(
  { command, arguments: parameters, environment, folder }: Program,
  onLine: (line: string) => void,
): Launched {
  const child = spawn(command, parameters, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr]) splitLines(stream, onLine);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `ended with code ${code}`));
  }).then(async (death) => {
    if (child.pid) signalProcess(child.pid, 'SIGKILL', 'group'); // What it started itself goes with it.
    await Promise.race([closed, pause(lastLinesSecondsMax * 1000)]);
    return death;
  });
  return { pid: child.pid, exited };
}
