import type { DatabaseWay } from '@pinhole/testing';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { passwordFile } from './database-folder.js';
import { containerName, docker, dockerHas, removeContainer } from './docker.js';
import { databaseImage, runContainer } from './run-container.js';

/** An image of 200 MB over a slow line. */
const pullSecondsMax = 15 * 60;

/** A server in a container of our own, with its rows in a volume of our own. */
export function dockerWay(rootFolder: string, environment: NodeJS.ProcessEnv): DatabaseWay {
  const name = containerName(rootFolder);
  return {
    name: 'a Docker engine',
    async start({ folder = rootFolder, port = 3306, log = () => undefined }) {
      const engine = await fetchImage();
      await removeContainer(name);
      const isNew = !existsSync(passwordFile(folder));
      const password = isNew ? await makePassword(folder, name) : readFileSync(passwordFile(folder), 'utf8');
      try {
        const server = await runContainer({ name, port, password, environment }, log);
        return { ...server, kind: `${databaseImage}, container and volume ${name}, engine ${engine}` };
      } catch (error) {
        // It never held a photo, and would stand in the way of every other way.
        if (isNew) await forgetVolume(folder, name);
        throw error;
      }
    },
  };
}

/** Whether there is an engine, and what it needs: the version it has. */
export async function fetchImage(): Promise<string> {
  const engine = await docker(['version', '--format', '{{.Server.Version}}']);
  if (!(await dockerHas('image', databaseImage))) await docker(['pull', '--quiet', databaseImage], pullSecondsMax);
  return engine;
}

/** A server keeps the password that it was first started with, so ours is kept too. */
async function makePassword(folder: string, volume: string): Promise<string> {
  if (await dockerHas('volume', volume)) {
    throw new Error(`the volume ${volume} is left from a folder that is no more: 'docker volume rm ${volume}' forgets it`);
  }
  const password = randomBytes(18).toString('hex');
  mkdirSync(folder, { recursive: true });
  writeFileSync(passwordFile(folder), password, { mode: 0o600 });
  return password;
}

export async function forgetVolume(folder: string, volume: string): Promise<void> {
  await removeContainer(volume);
  if (await dockerHas('volume', volume)) await docker(['volume', 'rm', volume]);
  rmSync(folder, { recursive: true, force: true });
}
