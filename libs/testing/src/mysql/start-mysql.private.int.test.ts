import { afterEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '../eventually.js';
import { commandLineOf } from '../processes/command-line-of.js';
import { freePort } from '../processes/free-port.js';
import { isAlive } from '../processes/is-alive.js';
import { listenersOf } from '../processes/listeners-of.js';
import { EveryWayBlocked, type DatabaseOptions } from './database-way.js';
import { foundProgram } from './found-program.js';
import { startMySql, type PrivateMySql } from './start-mysql.js';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function start(options: Partial<DatabaseOptions> = {}): Promise<PrivateMySql> {
  const server = await startMySql(options);
  undo.push(() => server.stop());
  return server;
}

async function lastingFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  undo.push(() => rm(parent, { recursive: true, force: true }));
  // A checkout may lie in a folder with a space in its name.
  return join(parent, 'my database');
}

async function query(uri: string, sql: string): Promise<Record<string, unknown>[]> {
  const connection = await createConnection({ uri });
  try {
    const [rows] = await connection.query(sql);
    return rows as Record<string, unknown>[];
  } finally {
    await connection.end();
  }
}

async function killed(server: PrivateMySql): Promise<void> {
  server.kill('SIGKILL');
  await server.exited;
}

async function argumentOf({ pid }: PrivateMySql, name: string): Promise<string> {
  return new RegExp(`--${name}=(\\S+)`).exec(await commandLineOf(pid))![1]!;
}

describe('a private MySQL', () => {
  it('listens on 127.0.0.1 and nowhere else', async () => {
    const { pid, url } = await start();
    expect(await listenersOf(pid)).toEqual([new URL(url).host]);
  });

  it('speaks utf8mb4 and lives in UTC', async () => {
    const { url } = await start();
    const asked =
      'select @@character_set_server as charset, @@time_zone as zone, timestampdiff(second, utc_timestamp(), now()) as off';
    expect(await query(url, asked)).toEqual([{ charset: 'utf8mb4', zone: '+00:00', off: 0 }]);
  });

  it.each([
    { pace: 'fast', flush: 2 },
    { pace: 'durable', flush: 1 },
  ] as const)('writes a commit down as $pace asks', async ({ pace, flush }) => {
    const { url } = await start({ pace });
    expect(await query(url, 'select @@innodb_flush_log_at_trx_commit as flush')).toEqual([{ flush }]);
  });

  it('lets nobody in without the password', async () => {
    const { url } = await start();
    for (const account of ['root', 'root:wrong', 'nobody', '']) {
      const knock = new URL(url);
      [knock.username, knock.password] = [account.split(':')[0]!, account.split(':')[1] ?? ''];
      await expect(query(knock.href, 'select 1')).rejects.toThrow(/access denied/i);
    }
  });

  it('has no account beside root that could come in', async () => {
    const { url } = await start();
    const accounts = await query(url, "select concat(user, '@', host) as account from mysql.user order by account");
    const own = /^(mysql|mariadb)\.(sys|session|infoschema)@localhost$/;
    expect(accounts.map(({ account }) => String(account)).filter((account) => !own.test(account))).toEqual([
      'root@127.0.0.1',
      'root@localhost',
    ]);
  });

  it('finds everything again after kill -9, at the same address', async () => {
    const options = { folder: await lastingFolder(), port: await freePort(), pace: 'durable' } as const;
    const first = await start(options);
    await query(first.url, 'create database kept');
    await query(first.url, 'create table kept.photo (id int primary key)');
    await query(first.url, 'insert into kept.photo values (7)');
    await killed(first);

    const second = await start(options);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select id from kept.photo')).toEqual([{ id: 7 }]);
  });

  it('ends what an earlier run left on its folder, and takes its place', async () => {
    const options = { folder: await lastingFolder(), port: await freePort() };
    const first = await start(options);
    const second = await start(options);
    await first.exited;
    expect(second.pid).not.toBe(first.pid);
    await query(second.url, 'select 1');
  });

  it('leaves no process and no folder of its own when stopped', async () => {
    const server = await start();
    const folders = [await argumentOf(server, 'datadir'), dirname(await argumentOf(server, 'socket'))];
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
    await server.stop();
    expect({ alive: isAlive(server.pid), left: folders.filter((folder) => existsSync(folder)) }).toEqual({
      alive: false,
      left: [],
    });
  });

  it('ends, and takes its folder away, when whoever started it was killed', async () => {
    const script = `
      const { startMySql } = await import(${JSON.stringify(join(import.meta.dirname, 'start-mysql.js'))});
      process.stdout.write(String((await startMySql()).pid));
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(String((await parent.stdout.take(1).toArray())[0]));
    const folder = /--datadir=(\S+)/.exec(await commandLineOf(pid))![1]!;
    parent.kill('SIGKILL');
    await eventually(() => !isAlive(pid) && !existsSync(folder));
  });

  it('starts from a program in PATH', async () => {
    const known = await start();
    // Up to the first option: there may be a space in the path.
    const [, path = ''] = /^(.+?) --no-defaults/.exec(await commandLineOf(known.pid)) ?? [];
    const environ = `/proc/${known.pid}/environ`;
    const [, LD_LIBRARY_PATH = ''] =
      /LD_LIBRARY_PATH=([^\0]*)/.exec(existsSync(environ) ? readFileSync(environ, 'utf8') : '') ?? [];
    const way = foundProgram({ environment: { ...process.env, PATH: dirname(path), LD_LIBRARY_PATH }, usualFolders: [] });
    const server = await way.start({ folder: await lastingFolder(), pace: 'fast' });
    undo.push(() => server.stop());
    expect(server.kind).toBe(known.kind);
    await query(server.url, 'select 1');
  });
});

describe('a private MySQL that cannot start says in one sentence', () => {
  it('that its port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    undo.push(() => other.close());
    await eventually(() => other.listening);
    await expect(startMySql({ folder: await lastingFolder(), port })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use by another program.`,
    );
  });

  it('that its data is damaged, and deletes nothing', async () => {
    const folder = await lastingFolder();
    await killed(await start({ folder }));
    for (const file of globSync('data/{ibdata1,mysql.ibd}', { cwd: folder }))
      writeFileSync(join(folder, file), 'scribble'.repeat(4096));
    const before = (await readdir(folder, { recursive: true }))
      .filter((path) => /\.(frm|ibd|MAD|MAI)$|ibdata1$/.test(path))
      .sort();
    const failure = startMySql({ folder });
    await expect(failure).rejects.toThrow(EveryWayBlocked);
    await expect(failure).rejects.toThrow(
      /^The database in .* is damaged: .*\. Nothing in it was deleted; move it away to begin anew\.$/,
    );
    expect(await readdir(folder, { recursive: true })).toEqual(expect.arrayContaining(before));
  });

  it('that a folder is none of its own making', async () => {
    const folder = await lastingFolder();
    const { stop } = await start({ folder });
    await stop();
    await rm(join(folder, 'data/pinhole-made-by.json'));
    await expect(startMySql({ folder })).rejects.toThrow(/is damaged: it does not say which server made it\./);
  });

  it('that its data is another server’s', async () => {
    const folder = await lastingFolder();
    const { stop } = await start({ folder });
    await stop();
    writeFileSync(join(folder, 'data/pinhole-made-by.json'), JSON.stringify({ kind: 'mysql', version: '99.9.0' }));
    await expect(startMySql({ folder })).rejects.toThrow(/the data in .* is of MySQL 99\.9\.0, which .* cannot read/);
  });
});
