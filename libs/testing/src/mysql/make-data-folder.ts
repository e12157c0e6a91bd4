import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunFailed, runToEnd } from '../processes/run-to-end.js';
import type { DatabaseOptions } from './database-way.js';
import { firstTables } from './first-tables.js';
import type { MySqlProgram } from './mysql-program.js';
import { reasonIn } from './reason-in.js';
import { dataSettings } from './server-settings.js';

const makeSecondsMax = 120;
/** In a folder that says by it that it is whole, and who made it. */
const markName = 'pinhole-made-by.json';

export type Maker = Pick<MySqlProgram, 'kind' | 'version'>;

/** A new data folder, whole or not there at all. Its root has no password yet: every start gives it one before anybody can come in. */
export async function makeDataFolder(program: MySqlProgram, folder: string, pace: DatabaseOptions['pace']): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await fill(program, unfinished, pace).catch((error: unknown) => {
    throw error instanceof RunFailed
      ? new Error(`it could not make its first tables: ${error.how} ${reasonIn(error.lines)}`)
      : error;
  });
  await markDataFolder(unfinished, program);
  await rename(unfinished, folder);
}

async function fill(program: MySqlProgram, folder: string, pace: DatabaseOptions['pace']): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), 'pinhole-mysql-'));
  try {
    await makeTables(program, dataSettings(program, { data: folder, temporary }, pace));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function makeTables(program: MySqlProgram, settings: readonly string[]): Promise<void> {
  const run = { environment: program.environment, secondsMax: makeSecondsMax };
  switch (program.kind) {
    case 'mysql':
      await runToEnd(program.path, [...settings, '--initialize-insecure'], run);
      return;
    case 'mariadb':
      await runToEnd(program.path, [...settings, ...bootstrap], { ...run, input: await firstTables(program) });
      return;
    default:
      program.kind satisfies never;
  }
}

/** As the server's own script does it: its SQL has long lines, and names engines that some builds leave out. */
const bootstrap = [
  '--bootstrap',
  '--log-warnings=0',
  '--enforce-storage-engine=',
  '--max-allowed-packet=8M',
  '--net-buffer-length=16K',
];

export async function markDataFolder(folder: string, { kind, version }: Maker): Promise<void> {
  await writeFile(join(folder, markName), JSON.stringify({ kind, version }));
}

/** Who made this data folder; nothing where it is not one of ours, or not whole. */
export async function makerOf(folder: string): Promise<Maker | undefined> {
  const text = await readFile(join(folder, markName), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Maker);
}
