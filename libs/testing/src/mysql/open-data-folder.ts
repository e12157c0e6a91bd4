import { existsSync } from 'node:fs';
import { copyDataTemplate } from './data-template.js';
import { EveryWayBlocked, type DatabaseOptions } from './database-way.js';
import { makeDataFolder, makerOf, markDataFolder, type Maker } from './make-data-folder.js';
import { isOlder, nameOf, type MySqlProgram } from './mysql-program.js';

/** Makes a data folder where there is none. One that is there is never made anew, and only opened by what can read it. */
export async function openDataFolder(program: MySqlProgram, folder: string, pace: DatabaseOptions['pace']): Promise<Maker> {
  if (!existsSync(folder)) await (pace === 'fast' ? copyDataTemplate(program, folder) : makeDataFolder(program, folder, pace));
  const maker = await makerOf(folder).catch(() => undefined);
  if (!maker) throw new EveryWayBlocked(damaged(folder, 'it does not say which server made it'));
  if (maker.kind !== program.kind || isOlder(program.version, maker.version))
    throw new Error(`the data in ${folder} is of ${nameOf(maker)}, which ${nameOf(program)} cannot read`);
  return maker;
}

/** From now on only this version and newer ones can read it. */
export async function noteWhoOpened(folder: string, program: MySqlProgram, maker: Maker): Promise<void> {
  if (isOlder(maker.version, program.version)) await markDataFolder(folder, program);
}

export function damaged(folder: string, because: string): string {
  return `The database in ${folder} is damaged: ${because}. Nothing in it was deleted; move it away to begin anew.`;
}
