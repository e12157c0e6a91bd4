import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../processes/child.js';
import { checkPortIsFree, freePort, loopback } from '../processes/free-port.js';
import { EveryWayBlocked, type DatabaseOptions, type DatabaseServer } from './database-way.js';
import { endOrphan } from './end-orphan.js';
import { keepGuard } from './keep-guard.js';
import { lacksPermission } from './lacks-permission.js';
import { nameOf, type MySqlProgram } from './mysql-program.js';
import { damaged, noteWhoOpened, openDataFolder } from './open-data-folder.js';
import { initStatements, rootPassword } from './root-account.js';
import { makeRunFolder } from './run-folder.js';
import { dataSettings, serverSettings } from './server-settings.js';
import { ServerDidNotStart, waitUntilReady } from './wait-until-ready.js';

const stopSecondsMax = 8;
/** Somebody else may take a free port between our look and the server's. */
const portTriesMax = 5;
const portTaken = /address already in use/i;

/** A server of our own by this program, on 127.0.0.1 alone; it ends when we do. */
export async function startProgram(program: MySqlProgram, options: DatabaseOptions): Promise<DatabaseServer> {
  if (options.folder !== undefined) return startIn(program, options.folder, options);
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-data-'));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startIn(program, folder, options);
    return { ...server, stop: () => server.stop().then(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

async function startIn(program: MySqlProgram, folder: string, options: DatabaseOptions): Promise<DatabaseServer> {
  await mkdir(folder, { recursive: true });
  const dataFolder = join(folder, 'data');
  await endOrphan(pidFileOf(dataFolder), dataFolder);
  const maker = await openDataFolder(program, dataFolder, options.pace);
  try {
    const server = await startOnSomePort(program, folder, options);
    await noteWhoOpened(dataFolder, program, maker);
    return server;
  } catch (error) {
    if (!(error instanceof ServerDidNotStart)) throw error;
    // What a newer server, or one that may not look, makes of the data says nothing about the data.
    if (maker.version !== program.version || lacksPermission(error)) throw error;
    throw new EveryWayBlocked(damaged(dataFolder, `${nameOf(program)} does not start on it, ${error.message}`));
  }
}

async function startOnSomePort(program: MySqlProgram, folder: string, options: DatabaseOptions): Promise<DatabaseServer> {
  if (options.port !== undefined) {
    await checkPortIsFree(options.port).catch((error: Error) => {
      throw new EveryWayBlocked(error.message);
    });
    return startOnce(program, folder, options.port, options);
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(program, folder, await freePort(), options);
    } catch (error) {
      if (tries === portTriesMax || !(error instanceof Error && portTaken.test(error.message))) throw error;
    }
  }
}

async function startOnce(program: MySqlProgram, folder: string, port: number, { folder: lasting, pace, log }: DatabaseOptions) {
  const dataFolder = join(folder, 'data');
  const password = await rootPassword(folder);
  const runFolder = await makeRunFolder(initStatements(password));
  const settings = [
    ...dataSettings(program, { data: dataFolder, temporary: runFolder.path }, pace),
    ...serverSettings({ ...runFolder, port, pidFile: pidFileOf(dataFolder) }),
  ];
  const child = new Child(program.path, settings, { environment: program.environment, log });
  const isTemporary = lasting === undefined;
  keepGuard(child, isTemporary ? [runFolder.path, folder] : [runFolder.path]);
  // What is temporary need not be put in order first.
  const stop = () => child.stop(isTemporary ? 0 : stopSecondsMax).then(runFolder.remove);
  const url = `mysql://root:${password}@${loopback}:${port}/`;
  try {
    await waitUntilReady(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    kind: nameOf(program),
    pid: child.pid,
    exited: child.exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    stop,
  };
}

function pidFileOf(dataFolder: string): string {
  return join(dataFolder, 'pinhole.pid');
}
