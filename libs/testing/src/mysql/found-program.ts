import { constants, globSync } from 'node:fs';
import { access, copyFile, mkdir, realpath, rename, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { localFolder } from '../checkout.js';
import { EveryWayBlocked, type DatabaseOptions, type DatabaseServer, type DatabaseWay } from './database-way.js';
import { lacksPermission } from './lacks-permission.js';
import { identifyProgram, type MySqlProgram } from './mysql-program.js';
import { startProgram } from './start-program.js';

export interface FoundProgramOptions {
  /** Its PATH is looked through first, and the program gets all of it. */
  environment: NodeJS.ProcessEnv;
  /** Folders looked through after PATH. Globs may stand in them. */
  usualFolders?: readonly string[];
  /** Where a copy of a program goes that may not read our folders. */
  copiesFolder?: string;
}

/** Where packages put it, though PATH often leaves it out: Debian and Red Hat, MySQL's own, Homebrew, MacPorts. */
const whereItUsuallyIs = [
  ...['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/bin', '/usr/libexec', '/usr/local/mysql/bin', '/opt/mysql*/bin'],
  ...['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew'].flatMap((brew) => [
    `${brew}/bin`,
    `${brew}/opt/{mysql,mariadb}*/bin`,
  ]),
  '/opt/local/lib/{mysql,mariadb}*/bin',
];

/** A private server of our own from a program found on this machine; never the server that already runs there. */
export function foundProgram(options: FoundProgramOptions): DatabaseWay {
  return {
    name: 'a mysqld or mariadbd found on this machine',
    async start(start) {
      const said: string[] = [];
      for (const path of await findPrograms(options)) {
        try {
          return await startFound(path, options, start);
        } catch (error) {
          if (error instanceof EveryWayBlocked) throw error;
          said.push(`${path}: ${(error as Error).message}`);
        }
      }
      throw new Error(said.length > 0 ? said.join('; ') : 'there is none in PATH nor where packages usually put it');
    },
  };
}

async function startFound(path: string, options: FoundProgramOptions, start: DatabaseOptions): Promise<DatabaseServer> {
  const program = await identifyProgram(path, options.environment);
  try {
    return await startProgram(program, start);
  } catch (error) {
    // Ubuntu's AppArmor ties /usr/sbin/mysqld to folders of its own, by its path. A copy elsewhere is not tied.
    if (!lacksPermission(error)) throw error;
    return startProgram(await copyOf(program, options.copiesFolder), start);
  }
}

async function copyOf(program: MySqlProgram, folder = join(localFolder, 'mysql/copies')): Promise<MySqlProgram> {
  const { size, mtimeMs } = await stat(program.path);
  const path = join(folder, `mysqld-${program.version}-${size}-${Math.round(mtimeMs)}`);
  await mkdir(folder, { recursive: true });
  // By a rename: a program that runs cannot be written to.
  const unfinished = `${path}.${process.pid}`;
  await copyFile(program.path, unfinished, constants.COPYFILE_FICLONE);
  await rename(unfinished, path);
  return { ...program, path };
}

/** Every different program, in the order of where to look. */
async function findPrograms({ environment, usualFolders = whereItUsuallyIs }: FoundProgramOptions): Promise<string[]> {
  const folders = [...(environment.PATH ?? '').split(delimiter).filter(Boolean), ...globSync([...usualFolders])];
  const found = new Set<string>();
  for (const path of folders.flatMap((folder) => ['mysqld', 'mariadbd'].map((name) => join(folder, name)))) {
    await access(path, constants.X_OK).then(
      async () => found.add(await realpath(path)),
      () => undefined,
    );
  }
  return [...found];
}
