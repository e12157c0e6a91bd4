import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { freePort, runToEnd } from '@pinhole/testing';

const buildSecondsMax = 20 * 60;
const upSecondsMax = 5 * 60;
const commandSecondsMax = 2 * 60;

const removal = ['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '5'];

/** Whether an engine answers. */
export async function dockerAnswers(environment: NodeJS.ProcessEnv): Promise<boolean> {
  return runToEnd('docker', ['version'], { environment, secondsMax: 20 }).then(
    () => true,
    () => false,
  );
}

/** The stack of a checkout's docker-compose.yml under a name and on a port of its own: no other stack is touched. */
export class ComposeProject {
  private readonly project = `pinhole-bench-${randomBytes(4).toString('hex')}`;
  /** Where we are ended before our time. */
  private readonly removeNow = () => {
    const { folder: cwd, environment: env } = this;
    spawnSync('docker', ['compose', '--project-name', this.project, ...removal], { cwd, env });
  };

  private constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    readonly url: string,
  ) {
    process.once('exit', this.removeNow);
  }

  static async plan(folder: string, environment: NodeJS.ProcessEnv): Promise<ComposeProject> {
    const port = await freePort();
    return new ComposeProject(folder, { ...environment, PINHOLE_PORT: String(port) }, `http://127.0.0.1:${port}`);
  }

  /** All images anew, whatever was built before. Those that they begin with are there or are fetched. */
  async build(): Promise<void> {
    await this.compose(['build', '--no-cache'], buildSecondsMax);
  }

  async up(): Promise<void> {
    await this.compose(['up', '--wait', '--wait-timeout', String(upSecondsMax)], 2 * upSecondsMax);
  }

  /** The containers go, and the rows stay. */
  async down(): Promise<void> {
    await this.compose(['down']);
  }

  /** Everything of it goes, the images that were built for it too. */
  async remove(): Promise<void> {
    process.off('exit', this.removeNow);
    await this.compose(removal);
    const prune = ['image', 'prune', '--force', '--filter', `label=com.docker.compose.project=${this.project}`];
    await runToEnd('docker', prune, { environment: this.environment, secondsMax: commandSecondsMax });
  }

  private async compose(parameters: readonly string[], secondsMax = commandSecondsMax): Promise<void> {
    const { environment, folder } = this;
    await runToEnd('docker', ['compose', '--project-name', this.project, ...parameters], { environment, folder, secondsMax });
  }
}
