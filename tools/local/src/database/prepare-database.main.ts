import { existsSync, renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { freePort } from '../run/ports.js';
import { runTask } from '../tasks/run-task.js';
import { fetchImage } from './docker-way.js';
import { privateWayNames } from './private-way-names.js';
import { privateWay } from './private-ways.js';

const settings = z.object({ WAY: z.enum(privateWayNames), ROOT_FOLDER: z.string(), DATABASE_FOLDER: z.string() });

/**
 * Does what takes long the first time in one way: downloads, unpacks, makes a database. It is made aside and tried; only what has
 * worked comes to its place, so that a way which fails is in no other's way.
 */
await runTask(async () => {
  const { WAY: name, ROOT_FOLDER, DATABASE_FOLDER: folder } = settings.parse(process.env);
  if (name === 'docker') return fetchImage();
  const aside = `${folder}.unfinished`;
  rmSync(aside, { recursive: true, force: true });
  try {
    const log = (line: string) => process.stdout.write(`${line}\n`);
    const server = await privateWay(name, ROOT_FOLDER, process.env).start({
      folder: aside,
      port: await freePort(),
      pace: 'durable',
      log,
    });
    await server.stop();
    if (!existsSync(folder)) renameSync(aside, folder);
    return server.kind;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
});
