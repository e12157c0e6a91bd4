import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openFolders, type Folders } from '../run/folders.js';
import { Lock } from '../run/lock.js';
import { endAllLeftovers } from '../supervision/end-leftovers.js';
import { askBeforeDropping, dropSchemas } from './drop-schemas.js';
import { forgetDockerVolume } from './forget-docker-volume.js';

export interface ResetOptions {
  readonly folders: Folders;
  readonly databaseUrl: string | undefined;
  /** Do not ask. */
  readonly yes: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly show: (text: string) => void;
}

/** Forgets all photos. What was downloaded stays, and so do the logs. */
export async function reset({ folders, databaseUrl, yes, environment, show }: ResetOptions): Promise<void> {
  openFolders(folders);
  const lock = new Lock(folders.run);
  try {
    await endAllLeftovers(folders.run);
    if (databaseUrl) {
      if (!yes) await askBeforeDropping(databaseUrl);
      await dropSchemas(databaseUrl, environment);
    }
    await forgetDockerVolume(folders);
    // The folder itself stays: it may be a mount.
    for (const name of readdirSync(folders.data)) rmSync(join(folders.data, name), { recursive: true, force: true });
    show(`All photos in ${folders.data} are forgotten.`);
  } finally {
    lock.release();
  }
}
