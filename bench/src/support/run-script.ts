import { join } from 'node:path';
import { frugalAllocator, heapOf, nodeOptions, type ServiceName } from '@pinhole/local';
import { Child, eventually } from '@pinhole/testing';

const root = join(import.meta.dirname, '../../..');

/** The one core that a process may use, by its number; or all of them. */
export type Core = number | 'any';

export interface RunOptions {
  /** Of Node.js itself. */
  readonly options?: readonly string[];
  readonly core?: Core;
}

/** A compiled script of this repository, in an environment that is given. Where we end, it ends. */
export function runScript(path: string, environment: NodeJS.ProcessEnv, { options = [], core = 'any' }: RunOptions = {}): Child {
  const pinned = core === 'any' ? [] : ['taskset', '--cpu-list', String(core)];
  const [command = '', ...parameters] = [...pinned, process.execPath, ...options, join(root, path)];
  const child = new Child(command, parameters, { environment });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  void child.exited.then(() => process.off('exit', end));
  return child;
}

/** A service as `npm start` would run it: with its heap and its allocator. */
export function runService(name: ServiceName, environment: NodeJS.ProcessEnv, { core }: Pick<RunOptions, 'core'> = {}): Child {
  const script = name === 'edge' ? 'tools/local/dist/edge/main.js' : `apps/${name}/dist/main.js`;
  const options = [...nodeOptions, ...heapOf(name)];
  return runScript(script, { ...frugalAllocator, ...environment }, { options, core });
}

/** Runs a script that ends by itself. */
export async function runToItsEnd(path: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = runScript(path, environment);
  const how = await child.exited;
  if (how !== 'ended with code 0') throw new Error(`${path} ${how}: ${child.lastLines.join('\n')}`);
}

/** What it says about itself in the first line that holds this. */
export async function lineOf(child: Child, text: string): Promise<string> {
  return eventually(
    () => {
      if (child.ended !== undefined) throw new Error(`It ${child.ended}: ${child.lastLines.join('\n')}`);
      return child.lastLines.find((line) => line.includes(text));
    },
    { withinSeconds: 60 },
  );
}

/** Where a service answers, once it does. */
export async function urlOf(service: Child): Promise<string> {
  return (JSON.parse(await lineOf(service, 'service.started')) as { url: string }).url;
}
