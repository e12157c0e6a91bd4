import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runToEnd } from '../processes/run-to-end.js';

/** A server program that starts here and is new enough. */
export interface MySqlProgram {
  readonly kind: 'mysql' | 'mariadb';
  readonly version: string;
  readonly path: string;
  /** The folder with its `share/`, which holds its messages and, for MariaDB, what its first tables are made of. */
  readonly base: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The oldest that know SKIP LOCKED, without which two relays would wait for each other. */
const versionsMin = { mysql: [8, 0], mariadb: [10, 6] } as const;
const versionSecondsMax = 20;

/** Asks a program what it is. Throws where it does not start, or is too old. */
export async function identifyProgram(path: string, environment: NodeJS.ProcessEnv, base?: string): Promise<MySqlProgram> {
  const words = await runToEnd(path, ['--no-defaults', '--version'], { environment, secondsMax: versionSecondsMax });
  const version = /Ver (\d+\.\d+\.\d+)/.exec(words)?.[1];
  if (!version) throw new Error(`it does not say its version, but: ${words.trim()}`);
  const kind = /MariaDB/i.test(words) ? 'mariadb' : 'mysql';
  if (isOlder(version, versionsMin[kind].join('.')))
    throw new Error(`${nameOf({ kind, version })} is too old: ${versionsMin[kind].join('.')} is the first that will do`);
  return { kind, version, path, base: base ?? dirname(dirname(await realpath(path))), environment };
}

/** By major and minor version alone: within these, servers read each other's data. */
export function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

export function nameOf({ kind, version }: Pick<MySqlProgram, 'kind' | 'version'>): string {
  return `${kind === 'mysql' ? 'MySQL' : 'MariaDB'} ${version}`;
}
