import { loopback } from '../processes/free-port.js';
import type { DatabaseOptions } from './database-way.js';
import type { MySqlProgram } from './mysql-program.js';

type Pace = DatabaseOptions['pace'];

/** Where the data lies, and where what a server writes down for a moment does. */
export interface Folders {
  readonly data: string;
  /** Its own: when it starts, MariaDB deletes what looks like another's temporary tables there, also of one that uses them. */
  readonly temporary: string;
}

/** What holds from the making of the data folder on. `--no-defaults` must come first: no file of the machine's has a say. */
export function dataSettings(program: MySqlProgram, { data, temporary }: Folders, pace: Pace): string[] {
  return [
    '--no-defaults',
    `--basedir=${program.base}`,
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    // Both refuse to run as root unless told to.
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    '--character-set-server=utf8mb4',
    '--default-time-zone=+00:00',
    // A container may have none left, and then the server would not start.
    '--innodb-use-native-aio=OFF',
    // A quarter of a gigabyte that nobody here looks at.
    '--performance-schema=OFF',
    ...ofKind[program.kind],
    ...ofPace[pace],
    ...(pace === 'fast' ? [smallLog[program.kind]] : []),
  ];
}

/** What a server that runs needs beside. It listens on one port of 127.0.0.1, and on a socket that nobody else can reach. */
export function serverSettings(options: { port: number; socket: string; initFile: string; pidFile: string }): string[] {
  return [
    `--port=${options.port}`,
    `--bind-address=${loopback}`,
    `--socket=${options.socket}`,
    `--init-file=${options.initFile}`,
    `--pid-file=${options.pidFile}`,
    '--skip-name-resolve',
  ];
}

const ofKind: Record<MySqlProgram['kind'], readonly string[]> = {
  // mysqlx would be a second door. Debian's build looks for a folder that only its package makes, unless told NULL.
  mysql: ['--loose-mysqlx=OFF', '--secure-file-priv=NULL', '--skip-log-bin'],
  mariadb: [],
};

const ofPace: Record<Pace, readonly string[]> = {
  durable: ['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=128M'],
  fast: [
    // A commit is with the operating system when it returns: enough to outlive kill -9, though not the power.
    '--innodb-flush-log-at-trx-commit=2',
    '--innodb-buffer-pool-size=32M',
  ],
};

/** The log of a test's server, whose files are copied each time. Before 8.0.30 MySQL does not know the word, and does with its own. */
const smallLog: Record<MySqlProgram['kind'], string> = {
  mysql: '--loose-innodb-redo-log-capacity=8M',
  mariadb: '--innodb-log-file-size=8M',
};
