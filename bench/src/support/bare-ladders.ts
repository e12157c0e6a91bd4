import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import type { Child } from '@pinhole/testing';
import { ask } from './ask-many.js';
import { cpuSeconds } from './cpu-seconds.js';
import { eachAtOnce } from './each-at-once.js';
import type { ResizingBed } from './open-resizing-bed.js';
import { measureRun, type Resizing, type ResizeRun } from './resize-run.js';
import { lineOf, runScript, type Core } from './run-script.js';

const stopSecondsMax = 10;

interface Loop {
  readonly child: Child;
  readonly url: string;
}

/** A script of bench/src/peers that makes variants, and whether by mozjpeg. */
export interface LadderWay {
  readonly script?: 'bare-ladder' | 'decode-each';
  readonly mozjpeg?: boolean;
}

/** The bound of the pipeline, or another way: a bare loop on each of these cores, all of them fed from one list of photos. */
export class BareLadders implements Resizing {
  private readonly agent = new http.Agent({ keepAlive: true });

  private constructor(
    private readonly loops: readonly Loop[],
    private readonly variantsFolder: string,
    private readonly atOnce: number,
  ) {}

  static async start(bed: ResizingBed, cores: readonly Core[], { script = 'bare-ladder', mozjpeg = false }: LadderWay = {}) {
    const { photosFolder, atOnce } = bed;
    const variantsFolder = join(bed.variantsFolder, `${script}-${mozjpeg ? 'mozjpeg' : 'plain'}`);
    const environment = { PHOTOS_DIR: photosFolder, VARIANTS_DIR: variantsFolder, MOZJPEG: String(mozjpeg) };
    const children = cores.map((core) => runScript(`bench/dist/peers/${script}.main.js`, environment, { core }));
    const loops = await Promise.all(
      children.map(async (child) => {
        const { port } = JSON.parse(await lineOf(child, '"port"')) as { port: number };
        return { child, url: `http://127.0.0.1:${port}` };
      }),
    );
    return new BareLadders(loops, variantsFolder, atOnce);
  }

  run(names: readonly string[]): Promise<ResizeRun> {
    const spent = () => this.loops.reduce((seconds, { child }) => seconds + cpuSeconds(child.pid), 0);
    const make = ({ url }: Loop, name: string) => ask(this.agent, `${url}/${name}`);
    return measureRun(names.length, spent, () => eachAtOnce(names, this.loops, this.atOnce, make));
  }

  variantsOf(name: string): Promise<Map<string, Buffer>> {
    const folder = join(this.variantsFolder, name);
    return Promise.resolve(new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))])));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.agent.destroy();
    await Promise.all(this.loops.map(({ child }) => child.stop(stopSecondsMax)));
  }
}
