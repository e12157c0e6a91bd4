import { constants, existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localFolder } from '../checkout.js';
import { withLock } from '../processes/with-lock.js';
import { makeDataFolder } from './make-data-folder.js';
import type { MySqlProgram } from './mysql-program.js';

/** Counted up when the making of data folders changes, so that an old template is not taken for a new one. */
const recipe = 1;

/**
 * A fresh data folder for a test, copied from one that is made once per checkout and server: making one takes a second or more,
 * copying it a tenth.
 */
export async function copyDataTemplate(
  program: MySqlProgram,
  to: string,
  templates = join(localFolder, 'mysql/templates'),
): Promise<void> {
  const template = join(templates, `${program.kind}-${program.version}-${recipe}`);
  if (!existsSync(template)) {
    await withLock(`${template}.lock`, async () => {
      // Somebody else may have made it while we waited.
      if (!existsSync(template)) await makeDataFolder(program, template, 'fast');
    });
  }
  const unfinished = `${to}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  // Where the file system can, the copies share what neither has changed.
  await cp(template, unfinished, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await rename(unfinished, to);
}
