import { randomBytes } from 'node:crypto';
import { freePort, runToEnd } from '@pinhole/testing';
import { checkout, outsideNx } from './typed-command.js';

/** A first build on a busy machine. What is built already takes seconds. */
const buildSecondsMax = 20 * 60;
const readySecondsMax = 5 * 60;
const commandSecondsMax = 2 * 60;

/** The stack of docker-compose.yml, under a project name of its own and on a port of its own: no other stack is touched. */
export class ComposeStack {
  readonly project = `pinhole-test-${randomBytes(4).toString('hex')}`;
  readonly url: string;

  private constructor(private readonly port: number) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async plan(): Promise<ComposeStack> {
    return new ComposeStack(await freePort());
  }

  /** Starts what does not run and waits until all is healthy. Returns how many seconds it took. */
  async up(...options: readonly string[]): Promise<number> {
    const began = performance.now();
    const wait = ['--wait', '--wait-timeout', String(readySecondsMax)];
    await this.compose(['up', ...wait, ...options], buildSecondsMax + readySecondsMax);
    return (performance.now() - began) / 1_000;
  }

  /** Everything of it goes: containers, network, rows, and the images that were built for it. */
  async remove(): Promise<void> {
    await this.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '5']);
    await docker(['image', 'prune', '--force', '--filter', `label=com.docker.compose.project=${this.project}`]);
  }

  compose(parameters: readonly string[], secondsMax = commandSecondsMax): Promise<string> {
    const environment = { ...outsideCompose(), PINHOLE_PORT: String(this.port) };
    const options = { environment, folder: checkout, secondsMax };
    return runToEnd('docker', ['compose', '--project-name', this.project, ...parameters], options);
  }

  logsOf(service: string): Promise<string> {
    return this.compose(['logs', '--no-log-prefix', service]);
  }

  /** What the engine knows of each container, or of those of one service. */
  async containers(service?: string): Promise<Container[]> {
    const ids = await this.compose(['ps', '--all', '--quiet', ...(service === undefined ? [] : [service])]);
    return inspect(ids.trim().split('\n'));
  }
}

export interface Container {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly Health?: { readonly Status: string } };
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Init: boolean | null;
    readonly RestartPolicy: { readonly Name: string };
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>>;
  };
}

export const serviceOf = ({ Config }: Container): string => Config.Labels['com.docker.compose.service'] ?? '';

export async function inspect(ids: readonly string[]): Promise<Container[]> {
  return JSON.parse(await docker(['inspect', ...ids])) as Container[];
}

export function docker(parameters: readonly string[]): Promise<string> {
  return runToEnd('docker', parameters, { environment: outsideNx(), secondsMax: commandSecondsMax });
}

/** Nothing of the caller's that would make it another stack. */
function outsideCompose(): NodeJS.ProcessEnv {
  const theirs = /^(COMPOSE_(?!BAKE)|LOG_LEVEL$|UPLOAD_BYTES_MAX$|RESIZE_CONCURRENCY$|LANES$)/;
  return Object.fromEntries(Object.entries(outsideNx()).filter(([name]) => !theirs.test(name)));
}
