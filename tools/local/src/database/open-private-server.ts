import type { DatabaseServer } from '@pinhole/testing';
import { existsSync } from 'node:fs';
import type { Stage } from '../run/stage.js';
import { projectRoot, scriptOf } from '../services/project-root.js';
import { databaseFolder } from './database-folder.js';
import { containerName, removeContainer } from './docker.js';
import type { PrivateWayName } from './private-way-names.js';
import { privateWay } from './private-ways.js';

/** Starts a server of our own in one way, and keeps it alive from then on: on the same port, with the same data. */
export async function openPrivateServer(stage: Stage, name: PrivateWayName, port: number): Promise<DatabaseServer> {
  const { folders, supervisor, journal, inherited } = stage;
  const folder = databaseFolder(folders.data);
  if (!existsSync(folder)) await prepare(stage, name, folder);
  const way = privateWay(name, folders.root, inherited);
  const start = (log: (line: string) => void) => way.start({ folder, port, pace: 'durable', log });

  // The first start is ours: what it says tells whether this way works at all.
  const first = await start((line) => journal.line('database', line));
  let started: DatabaseServer | undefined = first;
  try {
    await supervisor.start({
      name: 'database',
      layer: 'stores',
      launch: async (onLine) => {
        const { pid, exited } = started ?? (await start(onLine));
        started = undefined;
        return { pid, exited };
      },
      // It counts as started only when it lets us in.
      isReady: () => Promise.resolve(true),
      // The docker program may be killed without its container.
      ...(name === 'docker' && { tidy: () => removeContainer(containerName(folders.root)) }),
    });
  } catch (error) {
    await first.stop();
    throw error;
  }
  return first;
}

/** In a process of its own: stopped in the middle, it ends with all that it began. */
async function prepare({ tasks, folders, inherited }: Stage, name: PrivateWayName, folder: string): Promise<void> {
  await tasks.run({
    name: 'prepare-database',
    script: scriptOf('tools/local/dist/database/prepare-database.main.js'),
    environment: { ...inherited, WAY: name, ROOT_FOLDER: folders.root, DATABASE_FOLDER: folder },
    folder: projectRoot,
  });
}
