import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@pinhole/local';
import { runToEnd } from '@pinhole/testing';
import { personsEnvironment } from './persons-environment.js';

const secondsMax = 120;

/** What this checkout has committed, in a folder of its own, with an npm cache in which nothing is. */
export class CleanClone implements Disposable {
  private constructor(private readonly home: string) {}

  static async make(): Promise<CleanClone> {
    const clone = new CleanClone(mkdtempSync(join(tmpdir(), 'pinhole-bench-')));
    const environment = personsEnvironment();
    await runToEnd('git', ['clone', '--quiet', projectRoot, clone.folder], { environment, secondsMax });
    return clone;
  }

  get folder(): string {
    return join(this.home, 'pinhole');
  }

  environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...personsEnvironment(), npm_config_cache: join(this.home, 'npm-cache'), ...more };
  }

  [Symbol.dispose](): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
