import { spawn } from 'node:child_process';

export interface RunOptions {
  environment?: NodeJS.ProcessEnv;
  folder?: string;
  /** What it reads from its standard input. */
  input?: string;
  secondsMax: number;
}

/** What is kept of a failed program's words. */
const wordsMax = 16_000;

export class RunFailed extends Error {
  constructor(
    /** Its name, and its exit code or signal. */
    readonly how: string,
    /** Its last words, one line each. */
    readonly lines: readonly string[],
  ) {
    super([how, ...lines].join('\n'));
  }
}

/** Runs a program to its end and gives what it printed. A failure is a RunFailed with the program's last words. */
export function runToEnd(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { environment, folder, input = '', secondsMax } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: environment, cwd: folder, timeout: secondsMax * 1000, killSignal: 'SIGKILL' });
    let printed = '';
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-wordsMax)));
    child.once('error', (error) => reject(new RunFailed(`${command} could not be run: ${error.message}`, [])));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(new RunFailed(`${command} ended with ${signal ?? `code ${code}`}:`, words.trim().split('\n')));
    });
    // It may end without reading all of it; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
