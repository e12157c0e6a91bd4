import { existsSync } from 'node:fs';
import { databaseFolder, passwordFile } from '../database/database-folder.js';
import { containerName, docker } from '../database/docker.js';
import { forgetVolume } from '../database/docker-way.js';
import type { Folders } from '../run/folders.js';
import { StartProblem } from '../run/start-problem.js';

/** Where Docker kept the rows, its volume goes too. */
export async function forgetDockerVolume({ root, data }: Folders): Promise<void> {
  const folder = databaseFolder(data);
  if (!existsSync(passwordFile(folder))) return;
  const volume = containerName(root);
  try {
    await docker(['version', '--format', '{{.Server.Version}}']);
    await forgetVolume(folder, volume);
  } catch (error) {
    throw new StartProblem(
      `The photos' rows are in the Docker volume ${volume}, which cannot be removed now (${(error as Error).message}): start Docker and reset again. Nothing was forgotten.`,
    );
  }
}
