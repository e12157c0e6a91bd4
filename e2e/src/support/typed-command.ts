import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually, freePort } from '@pinhole/testing';

export const checkout = folderWithNxAbove(import.meta.dirname);

/** Ctrl-C ends all within this. */
const stopSecondsMax = 10;

/** A command as a person types it in the checkout, with all that it starts. */
export class TypedCommand {
  /** Every command that was typed so far. */
  static readonly typed = new Set<string>();

  readonly exitCode: Promise<number | null>;
  private readonly shell: Promise<ChildProcess>;
  private said = '';
  private port = 0;
  private looks = 0;

  constructor(command: string, folder: string) {
    TypedCommand.typed.add(command);
    this.shell = this.type(command, folder);
    this.exitCode = this.shell.then(async (shell) => {
      const [code] = (await once(shell, 'close')) as [number | null];
      return code;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the shell that was given the command, or of the command itself where it begins with `exec`. */
  async pid(): Promise<number> {
    return (await this.shell).pid!;
  }

  /** A new database may have to be downloaded first. */
  async ready(withinSeconds = 180): Promise<void> {
    await this.until(async () => (await fetch(`${this.url}/health/ready`)).ok, withinSeconds);
  }

  /** Until there are as many photos, and none is on its way any more. */
  async settled(photosMin: number): Promise<void> {
    await this.until(async () => {
      // Another limit each time: the edge keeps a list for a second, and may not know of the last photo yet.
      const limit = 100 - (this.looks++ % 50);
      const { items } = (await (await fetch(`${this.url}/v1/photos?limit=${limit}`)).json()) as { items: { state: string }[] };
      return items.length >= photosMin && items.every(({ state }) => state === 'ready');
    }, 120);
  }

  /** As the terminal does: the signal goes to all at once. */
  async pressCtrlC(): Promise<void> {
    const { pid } = await this.shell;
    const began = performance.now();
    process.kill(-pid!, 'SIGINT');
    await this.exitCode;
    const tookSeconds = (performance.now() - began) / 1_000;
    if (tookSeconds > stopSecondsMax) throw new Error(`It took ${tookSeconds} s to end:\n${this.said}`);
    await fetch(this.url).then(
      () => Promise.reject(new Error('Something still answers.')),
      () => undefined,
    );
  }

  /** For a test that failed half-way. */
  async kill(): Promise<void> {
    const shell = await this.shell;
    if (shell.exitCode === null && shell.signalCode === null) process.kill(-shell.pid!, 'SIGTERM');
    await this.exitCode;
  }

  /** Fails with what the command said, and at once when it has ended. */
  private async until(holds: () => Promise<boolean>, withinSeconds: number): Promise<void> {
    const shell = await this.shell;
    const ended = () => shell.exitCode !== null || shell.signalCode !== null;
    try {
      await eventually(async () => ended() || (await holds()), { withinSeconds });
    } catch (cause) {
      throw new Error(`${(cause as Error).message}\n${this.said}`, { cause });
    }
    if (ended()) throw new Error(`It ended with ${shell.exitCode ?? shell.signalCode}:\n${this.said}`);
  }

  private async type(command: string, folder: string): Promise<ChildProcess> {
    this.port = await freePort();
    const mine = { PINHOLE_PORT: String(this.port), PINHOLE_DATA_DIR: dataFolder(folder) };
    // Never on the developer's own server: `npm run reset` is among what is typed.
    const env = { ...outsideNx(), ...mine, PINHOLE_DATABASE_URL: undefined };
    const shell = spawn('sh', ['-c', command], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    return shell;
  }
}

/** Where what is typed in a folder keeps its photos. */
export function dataFolder(folder: string): string {
  return join(folder, 'data');
}

/** The environment of a person's shell: nothing in it of the nx and npm that run this test. */
export function outsideNx(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NX_|npm_|INIT_CWD$|FORCE_COLOR$)/.test(name)));
}

function folderWithNxAbove(folder: string): string {
  return existsSync(join(folder, 'nx.json')) ? folder : folderWithNxAbove(dirname(folder));
}
