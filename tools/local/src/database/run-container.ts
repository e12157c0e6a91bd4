import type { DatabaseServer } from '@pinhole/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { greetsAsMySql } from '../services/answers.js';
import { launchProgram } from '../supervision/launch-program.js';
import { signalProcess } from '../supervision/signal-process.js';
import { removeContainer } from './docker.js';

export const databaseImage = 'mysql:8.4';

/** A new database takes 10 to 30 s. */
const readySecondsMax = 120;
const stopSecondsMax = 8;

export interface Container {
  /** Its own, and its volume's. */
  readonly name: string;
  readonly port: number;
  readonly password: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts a container on a loopback port and waits until its server answers. */
export async function runContainer(container: Container, log: (line: string) => void): Promise<Omit<DatabaseServer, 'kind'>> {
  const { name, port, password } = container;
  const { pid = 0, exited } = launchContainer(container, log);
  const kill = (signal: NodeJS.Signals) => signalProcess(pid, signal, 'leader');
  const stop = async () => {
    kill('SIGTERM');
    await Promise.race([exited, pause(stopSecondsMax * 1000)]);
    await removeContainer(name);
  };
  try {
    await Promise.race([greeted(port), exited.then((death) => Promise.reject(new Error(`the container ${death}`)))]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `mysql://root:${password}@127.0.0.1:${port}/`, pid, exited, kill, stop };
}

/** In the foreground: the docker program lives as long as the container does, and passes SIGTERM on to it. */
function launchContainer({ name, port, password, environment }: Container, log: (line: string) => void) {
  const parameters = [
    ...['run', '--rm', '--name', name, '--pull', 'never', '--publish', `127.0.0.1:${port}:3306`],
    // The password goes by the environment: command lines are for everybody to read.
    ...['--volume', `${name}:/var/lib/mysql`, '--env', 'MYSQL_ROOT_PASSWORD', '--env', 'MYSQL_ROOT_HOST=%', databaseImage],
  ];
  const settings = { ...environment, MYSQL_ROOT_PASSWORD: password };
  return launchProgram({ command: 'docker', arguments: parameters, environment: settings, folder: '/' }, log);
}

/** While a new database is being made, the port is open but nobody greets. */
async function greeted(port: number): Promise<void> {
  const until = performance.now() + readySecondsMax * 1000;
  while (!(await greetsAsMySql(port))) {
    if (performance.now() > until) throw new Error(`the server in the container was not ready within ${readySecondsMax} s`);
    await pause(100);
  }
}
