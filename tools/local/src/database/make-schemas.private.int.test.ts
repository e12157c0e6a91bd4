import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMySql, type PrivateMySql } from '@pinhole/testing';
import { createConnection } from 'mysql2/promise';
import { scriptOf } from '../services/project-root.js';
import { Tasks } from '../tasks/tasks.js';
import { schemaUrl } from './schemas.js';

describe('the schemas', () => {
  let server: PrivateMySql;

  beforeAll(async () => {
    server = await startMySql();
  }, 300_000);

  afterAll(() => server.stop());

  const run = (script: string, settings: NodeJS.ProcessEnv) =>
    new Tasks({ onSpawned: () => {}, onLine: () => {} }).run({
      name: script,
      script: scriptOf(`tools/local/dist/database/${script}.main.js`),
      environment: { ...process.env, ...settings },
      folder: '.',
    });

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const connection = await createConnection(url);
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      await connection.end();
    }
  }

  const databases = async () => (await query(server.url, 'SHOW DATABASES')).map((row) => Object.values(row)[0]);

  it('are made and dropped by an account that may do no more, and nothing else on the server is touched', async () => {
    const url = new URL(server.url);
    await query(server.url, 'CREATE DATABASE somebody_elses');
    await query(server.url, `CREATE USER 'lent'@'%' IDENTIFIED BY 'lent-password'`);
    for (const schema of ['pinhole_uploads', 'pinhole_gallery'])
      await query(server.url, `GRANT ALL PRIVILEGES ON ${schema}.* TO 'lent'@'%'`);
    Object.assign(url, { username: 'lent', password: 'lent-password' });
    const before = await databases();

    await run('make-schemas', { SERVER_URL: url.href });
    await run('make-schemas', { SERVER_URL: url.href });
    expect((await databases()).filter((name) => !before.includes(name)).sort()).toEqual(['pinhole_gallery', 'pinhole_uploads']);
    await query(schemaUrl(url.href, 'uploads'), 'CREATE TABLE one (id INT)');

    await run('drop-schemas', { SERVER_URL: url.href });
    expect(await databases()).toEqual(before);
  });

  it('have an account each on a server of our own, which does not reach the other', async () => {
    await run('make-schemas', { SERVER_URL: server.url, ACCOUNT_PASSWORD: 'first' });
    await run('make-schemas', { SERVER_URL: server.url, ACCOUNT_PASSWORD: 'second' });
    const account = { password: 'second' };
    expect(await query(schemaUrl(server.url, 'gallery', account), 'SHOW DATABASES')).not.toContainEqual({
      Database: 'pinhole_uploads',
    });
    await expect(query(schemaUrl(server.url, 'uploads', { password: 'first' }), 'SELECT 1')).rejects.toThrow('Access denied');
    const stranger = new URL(schemaUrl(server.url, 'uploads', account));
    stranger.pathname = '/pinhole_gallery';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow('Access denied');
  });

  it('tell in the server’s own words why they cannot be made', async () => {
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(run('make-schemas', { SERVER_URL: wrong.href })).rejects.toMatchObject({
      reason: expect.stringContaining('Access denied'),
    });
    await expect(run('make-schemas', { SERVER_URL: 'mysql://root@127.0.0.1:1/' })).rejects.toMatchObject({
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
