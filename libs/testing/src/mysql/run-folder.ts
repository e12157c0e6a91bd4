import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server aborts where the path of its socket is longer than 107 characters, and on a Mac than 103. */
const socketPathMax = 100;

/** What a server needs only while it runs: its socket, and its init file with the password. Closed to everybody else. */
export interface RunFolder {
  socket: string;
  initFile: string;
  path: string;
  remove: () => Promise<void>;
}

export async function makeRunFolder(initStatements: string, temporary = tmpdir()): Promise<RunFolder> {
  const name = 'pinhole-mysql-';
  const parent = join(temporary, `${name}123456`, 'socket').length > socketPathMax ? '/tmp' : temporary;
  const path = await mkdtemp(join(parent, name));
  const initFile = join(path, 'init.sql');
  await writeFile(initFile, initStatements, { mode: 0o600 });
  return { path, socket: join(path, 'socket'), initFile, remove: () => rm(path, { recursive: true, force: true }) };
}
