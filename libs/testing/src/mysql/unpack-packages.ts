import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RunFailed, runToEnd } from '../processes/run-to-end.js';
import { withLock } from '../processes/with-lock.js';

/** The first of these that the system knows. Before 24.04, Ubuntu's MariaDB has its version in its name. */
const wanted = [
  ['mariadb-server-core', 'mariadb-client-core'],
  ['mariadb-server-core-10.6', 'mariadb-client-core-10.6'],
  ['default-mysql-server-core'],
];
const downloadSecondsMax = 600;

/** Downloads and unpacks a server with all that is not on this machine. Whole or not there at all, once, whoever asks at the same time. */
export async function unpackPackages(
  root: string,
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void = () => undefined,
) {
  await withLock(`${root}.lock`, async () => {
    if (existsSync(root)) return;
    await removeUnfinished(root);
    const work = `${root}.unfinished-${process.pid}`;
    log('Downloading the MySQL-compatible server of this system, about 10 MB.');
    const apt = await privateApt(join(work, 'apt'), environment);
    const packages = await download(apt, join(work, 'packages'));
    for (const file of packages) await runToEnd('dpkg-deb', ['-x', file, join(work, 'root')], { environment, secondsMax: 120 });
    await rename(join(work, 'root'), root);
    await rm(work, { recursive: true, force: true });
  });
}

/** What an interrupted run left. Nobody else can be at it: we hold the lock. */
async function removeUnfinished(root: string): Promise<void> {
  const names = await readdir(dirname(root));
  const unfinished = names.map((name) => join(dirname(root), name)).filter((path) => path.startsWith(`${root}.unfinished-`));
  for (const path of unfinished) await rm(path, { recursive: true, force: true });
}

type Apt = (folder: string, ...args: string[]) => Promise<string>;

/** apt-get with lists and a cache of its own: it needs no root, and touches nothing of the system's. */
async function privateApt(state: string, environment: NodeJS.ProcessEnv): Promise<Apt> {
  for (const folder of ['lists/partial', 'cache/archives/partial']) await mkdir(join(state, folder), { recursive: true });
  const options = [
    `Dir::State::lists=${state}/lists`,
    `Dir::Cache=${state}/cache`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option]);
  const run = { environment: { ...environment, LC_ALL: 'C' }, secondsMax: downloadSecondsMax };
  const apt: Apt = (folder, ...args) => runToEnd('apt-get', [...options, '-q', ...args], { ...run, folder }).catch(inOneLine);
  await apt(state, 'update');
  return apt;
}

async function download(apt: Apt, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names = await namesOfAll(apt, folder);
  await apt(folder, 'download', ...names);
  return (await readdir(folder)).filter((name) => name.endsWith('.deb')).map((name) => join(folder, name));
}

/** The server's packages and those they need that are not installed. The server's own even where they are: then it did not start from there. */
async function namesOfAll(apt: Apt, folder: string): Promise<string[]> {
  const said: string[] = [];
  for (const names of wanted) {
    try {
      const plan = await apt(folder, '-s', '--no-install-recommends', 'install', ...names);
      return [...new Set([...names, ...[...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name!)])];
    } catch (error) {
      said.push((error as Error).message);
    }
  }
  throw new Error(said.join('; '));
}

/** Of all it says, what it calls an error. */
function inOneLine(error: unknown): never {
  if (!(error instanceof RunFailed)) throw error;
  const errors = error.lines.filter((line) => line.startsWith('E:'));
  throw new Error(`apt-get said: ${(errors.length > 0 ? errors : error.lines.slice(-1)).join(' ')}`);
}
