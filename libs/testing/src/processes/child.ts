import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  /** All of the child's environment: nothing of ours comes along unasked. */
  environment?: NodeJS.ProcessEnv;
  log?: (line: string) => void;
  /** With a channel the child can speak to us, and learns when we are gone. */
  channel?: boolean;
}

/** Lines kept of what a child said: a crash prints a long trace after its reason. */
const linesKeptMax = 200;
const lastWordsSecondsMax = 1;

/**
 * A server of ours in a process of its own, in a process group of its own: Ctrl-C reaches us, and we say in which order things
 * stop. It does not keep us alive, so that a test that forgets it ends all the same.
 */
export class Child {
  /** How it ended, in words: resolved when it has. */
  readonly exited: Promise<string>;
  private readonly process: ChildProcess;
  private readonly said: string[] = [];
  private ending: string | undefined;

  constructor(command: string, args: readonly string[], { environment = {}, log, channel = false }: ChildOptions) {
    const stdio = ['ignore', 'pipe', 'pipe', ...(channel ? ['ipc' as const] : [])] as const;
    this.process = spawn(command, args, { env: environment, stdio: [...stdio], detached: true });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface({ input: stream! }).on('line', (line) => {
        if (this.said.push(line) > linesKeptMax) this.said.shift();
        log?.(line);
      });
      (stream as unknown as { unref(): void }).unref();
    }
    this.exited = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(`could not be run: ${error.message}`));
      this.process.once('exit', (code, signal) => {
        const end = () => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`);
        // By `close` all its last words are read; but a child of its own may keep its outputs open for ever.
        this.process.once('close', end);
        setTimeout(end, lastWordsSecondsMax * 1000).unref();
      });
    });
    void this.exited.then((how) => (this.ending = how));
    this.process.unref();
    this.process.channel?.unref();
  }

  /** How it ended, if it has. */
  get ended(): string | undefined {
    return this.ending;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get lastLines(): readonly string[] {
    return this.said;
  }

  onMessage(hear: (message: unknown) => void): void {
    this.process.on('message', hear);
    this.process.channel?.unref();
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Asks it to end, then ends it. When this is done the process is gone. */
  async stop(patienceSeconds: number): Promise<void> {
    if (this.ended !== undefined) return;
    this.kill('SIGTERM');
    const patience = setTimeout(() => this.kill('SIGKILL'), patienceSeconds * 1000);
    // The child itself does not hold us; this does, until it is gone.
    const held = setInterval(() => undefined, 1000);
    await this.exited;
    clearTimeout(patience);
    clearInterval(held);
  }
}
