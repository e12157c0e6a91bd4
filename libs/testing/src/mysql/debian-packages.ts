import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { delimiter, join } from 'node:path';
import { localFolder } from '../checkout.js';
import type { DatabaseWay } from './database-way.js';
import { identifyProgram, type MySqlProgram } from './mysql-program.js';
import { startProgram } from './start-program.js';
import { unpackPackages } from './unpack-packages.js';

export interface DebianPackagesOptions {
  environment: NodeJS.ProcessEnv;
  folder?: string;
  log?: (line: string) => void;
}

/** The server's packages of Debian or Ubuntu, downloaded and unpacked into a folder of ours: without root, and nothing is installed. */
export function debianPackages({ environment, folder = join(localFolder, 'mysql'), log }: DebianPackagesOptions): DatabaseWay {
  return {
    name: 'the server packages of Debian or Ubuntu, unpacked here',
    async start(options) {
      const system = await systemName();
      if (!system) throw new Error('this is neither Debian nor Ubuntu, which have apt-get and dpkg-deb');
      // Named after the system: a checkout may be seen from a container of another one, whose libraries differ.
      const root = join(folder, `packages-${system}-${arch()}`);
      if (!existsSync(root)) await unpackPackages(root, environment, log ?? options.log);
      return startProgram(await programBelow(root, environment), options);
    },
  };
}

async function systemName(): Promise<string | undefined> {
  if (!['apt-get', 'dpkg-deb'].every((name) => existsSync(`/usr/bin/${name}`))) return undefined;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const valueOf = (name: string) => new RegExp(`^${name}="?([\\w.-]+)`, 'm').exec(release)?.[1];
  return `${valueOf('ID') ?? 'debian'}-${valueOf('VERSION_ID') ?? 'unstable'}`;
}

async function programBelow(root: string, environment: NodeJS.ProcessEnv): Promise<MySqlProgram> {
  const [path] = globSync('usr/{sbin,bin}/{mariadbd,mysqld}', { cwd: root }).sort();
  if (!path) throw new Error(`the packages in ${root} hold no server; delete that folder to fetch them again`);
  const libraries = globSync(['{usr/,}lib/*-linux-*', 'usr/lib/*-linux-*/*/'], { cwd: root }).map((folder) => join(root, folder));
  const LD_LIBRARY_PATH = [...libraries, environment.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return identifyProgram(join(root, path), { ...environment, LD_LIBRARY_PATH }, join(root, 'usr'));
}
