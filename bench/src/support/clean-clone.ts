import { join } from 'node:path';
import { projectRoot } from '@pinhole/local';
import { runToEnd } from '@pinhole/testing';
import { personsEnvironment } from './persons-environment.js';
import { TemporaryFolder } from './temporary-folder.js';

const secondsMax = 120;

/** What this checkout has committed, in a folder of its own, with an npm cache in which nothing is. */
export class CleanClone implements Disposable {
  private readonly home = new TemporaryFolder();

  private constructor() {}

  static async make(): Promise<CleanClone> {
    const clone = new CleanClone();
    const environment = personsEnvironment();
    await runToEnd('git', ['clone', '--quiet', projectRoot, clone.folder], { environment, secondsMax });
    return clone;
  }

  get folder(): string {
    return join(this.home.path, 'pinhole');
  }

  environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...personsEnvironment(), npm_config_cache: join(this.home.path, 'npm-cache'), ...more };
  }

  [Symbol.dispose](): void {
    this.home[Symbol.dispose]();
  }
}
