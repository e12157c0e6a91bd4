import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { MySqlProgram } from './mysql-program.js';

/**
 * What MariaDB's first tables are made of, out of the program's own `share/`. Its script would do the same, but breaks on a path
 * with a space and, run as root, makes a file of the installation setuid.
 */
export async function firstTables({ base }: MySqlProgram): Promise<string> {
  const files = scripts.map((name) => {
    const [file] = globSync(`share{,/mariadb,/mysql}/${name}.sql`, { cwd: base });
    if (!file) throw new Error(`there is no ${name}.sql under ${base}/share`);
    return `${base}/${file}`;
  });
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return [...before, ...texts, ...after].join('\n');
}

/** Called `mysql_…` up to version 11, `mariadb_…` since. */
const scripts = [
  '{mariadb,mysql}_system_tables',
  '{mariadb,mysql}_performance_tables',
  '{mariadb,mysql}_system_tables_data',
  'maria_add_gis_sp_bootstrap',
  '{mariadb,mysql}_sys_schema',
];

const before = ['create database if not exists mysql;', 'use mysql;', 'set @auth_root_socket = null;'];

/** Accounts without a password, of nobody and of root from elsewhere, that nobody asked for. */
const after = ['use mysql;', "delete from global_priv where User = '' or (User = 'root' and Host <> 'localhost');"];
