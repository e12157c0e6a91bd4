import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program in a process of its own, with nothing in its environment but what is given. */
export async function runPinhole(parameters: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  const program = join(import.meta.dirname, 'main.js');
  const child = spawn(process.execPath, [program, ...parameters], { env: environment, cwd: tmpdir() });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code, stdout, stderr };
}
