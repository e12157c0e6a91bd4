import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childLimits } from './child-limits.js';
import type { PictureHeader } from '../header/picture-header.js';
import type { Order, Report, Want, Wanted } from './child-messages.js';
import { childCommand, childEnvironment, sealChild } from './confine-child.js';
import { isOutOfMemory } from './is-out-of-memory.js';

export interface ChildTerms {
  /** What a child runs. Tests have others. */
  readonly script?: string;
  /** All of its environment: nothing of ours, where credentials are, comes along. */
  readonly environment: NodeJS.ProcessEnv;
  readonly secondsMax?: Partial<Record<Want, number>>;
  readonly photosMax?: number;
}

/** An original whose header was let through. */
export interface ExaminedPicture {
  readonly original: Buffer;
  readonly header: PictureHeader;
}

/** Why a picture has no outcome: what befell the child. `says` is for the operator. */
export interface Trouble {
  readonly trouble: 'died' | 'too_slow' | 'out_of_memory';
  readonly says: string;
}

/** A process that decodes pictures, one at a time. After any trouble it is killed, and whoever waits for it waits until it is gone. */
export class PictureChild {
  private readonly process: ChildProcess;
  private readonly gone: Promise<string>;
  private lastWords = '';
  private hear: (report: Report) => void = () => undefined;
  private hearEnd: (how: string) => void = () => undefined;
  private howGone: string | undefined;
  private photos = 0;
  private pixels = 0;
  private hasGrown = false;

  private constructor(private readonly terms: ChildTerms) {
    const [command, ...args] = childCommand(terms.script ?? join(import.meta.dirname, 'picture-child.main.js'));
    this.process = spawn(command, args, {
      env: { ...childEnvironment, ...terms.environment },
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.gone = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(`could not be started: ${error.message}`));
      this.process.once('close', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
    void this.gone.then((how) => {
      this.howGone = how;
      this.hearEnd(how);
    });
    this.process.on('message', (report) => this.hear(report as Report));
    // Its end is told by `close`; here it is only a pipe that nobody reads any more.
    this.process.stdin!.on('error', () => undefined);
    this.process.stderr!.setEncoding('utf8').on('data', (words: string) => {
      this.lastWords = (this.lastWords + words).slice(-childLimits.lastWordsMax);
    });
    this.letUsEnd();
  }

  /** Comes back when it is ready and sealed; throws where that cannot be. */
  static async start(terms: ChildTerms): Promise<PictureChild> {
    const child = new PictureChild(terms);
    const answer = await child.within(childLimits.startSecondsMax, () => undefined);
    if (!('ready' in answer)) throw new Error(`A child did not get ready: ${JSON.stringify(answer)}`);
    try {
      await sealChild(child.pid);
    } catch (error) {
      await child.end();
      throw error;
    }
    return child;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get isAlive(): boolean {
    return this.howGone === undefined && !this.process.killed;
  }

  /** Whether it has had enough pictures. */
  get isSpent(): boolean {
    const photosMax = this.terms.photosMax ?? childLimits.photosMax;
    return this.photos >= photosMax || this.pixels >= childLimits.pixelsMax || this.hasGrown;
  }

  /** Makes what is wanted of a picture whose header was examined. Throws the signal's reason, if that is aborted first. */
  async make(
    wanted: Wanted,
    { original, header }: ExaminedPicture,
    signal: AbortSignal,
  ): Promise<{ outcome: unknown } | Trouble> {
    this.wear(header);
    const end = () => void this.process.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    try {
      signal.throwIfAborted();
      const answer = await this.within(this.terms.secondsMax?.[wanted.want] ?? childLimits.secondsMax[wanted.want], () => {
        const order: Order = { wanted, bytes: original.length };
        this.process.send(order);
        this.process.stdin!.write(original);
      });
      signal.throwIfAborted();
      if ('outcome' in answer || 'trouble' in answer) return answer;
      await this.end();
      return troubleOf('failed' in answer ? answer.failed : 'It said that it was ready.');
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async end(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.whileWatched(() => this.gone);
  }

  private wear({ format, width, height }: PictureHeader): void {
    const pixels = width * height;
    this.photos += 1;
    this.pixels += pixels;
    this.hasGrown ||= format === 'heic' && pixels > childLimits.heicPixelsKept;
  }

  /** What it reports in this time; if it does not, or dies before, it is gone. */
  private async within(secondsMax: number, work: () => void): Promise<Report | Trouble> {
    const { promise, resolve } = Promise.withResolvers<Report | Trouble>();
    let isTooSlow = false;
    const deadline = setTimeout(() => {
      isTooSlow = true;
      this.process.kill('SIGKILL');
    }, secondsMax * 1_000);
    this.hear = resolve;
    // Not a race against `gone`: that lives as long as the child, and would keep every answer that it was raced against.
    this.hearEnd = (how) =>
      resolve(
        isTooSlow
          ? { trouble: 'too_slow', says: `It was ended after ${secondsMax} s.` }
          : troubleOf(`It ${how}. ${this.lastWords}`.trim()),
      );
    try {
      if (this.howGone === undefined) work();
      else this.hearEnd(this.howGone);
      return await this.whileWatched(() => promise);
    } finally {
      clearTimeout(deadline);
      this.hear = () => undefined;
      this.hearEnd = () => undefined;
    }
  }

  /** Only who waits for it is kept alive by it. */
  private async whileWatched<Result>(wait: () => Promise<Result>): Promise<Result> {
    if (this.howGone === undefined) this.process.ref();
    try {
      return await wait();
    } finally {
      this.process.unref();
    }
  }

  /** Nothing of it keeps this process alive: it ends with us. */
  private letUsEnd(): void {
    this.process.unref();
    this.process.channel?.unref();
    for (const pipe of [this.process.stdin, this.process.stderr]) (pipe as unknown as { unref(): void }).unref();
  }
}

function troubleOf(says: string): Trouble {
  return { trouble: isOutOfMemory(says) ? 'out_of_memory' : 'died', says };
}
