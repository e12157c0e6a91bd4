import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { startMySql, type PrivateMySql } from './start-mysql.js';
import { testDatabase } from './test-database.js';

let server: PrivateMySql;
beforeAll(async () => {
  server = await startMySql();
});
afterAll(() => server.stop());

async function schemas(): Promise<string[]> {
  const connection = await createConnection({ uri: server.url });
  const [rows] = await connection.query(
    "select schema_name as name from information_schema.schemata where schema_name like 'pinhole%'",
  );
  await connection.end();
  return (rows as { name: string }[]).map(({ name }) => name).sort();
}

describe('testDatabase, on a server that is there', () => {
  it('gives every asker an empty schema of its own, and takes away only what it made', async () => {
    const [one, other] = [await testDatabase({ serverUrl: server.url }), await testDatabase({ serverUrl: server.url })];
    const urls = [await one.schemaUrl('gallery'), await one.schemaUrl('uploads'), await other.schemaUrl('gallery')];
    const names = urls.map((url) => new URL(url).pathname.slice(1));
    expect(await schemas()).toEqual([...names].sort());
    for (const name of names) expect(name).toMatch(/^pinhole_test_[0-9a-f]{8}_(gallery|uploads)$/);

    await one.stop();
    expect(await schemas()).toEqual([names[2]]);
    await other.stop();
    expect(await schemas()).toEqual([]);
  });

  it('gives addresses that work', async () => {
    const database = await testDatabase({ serverUrl: server.url });
    const connection = await createConnection({ uri: await database.schemaUrl('gallery') });
    await connection.query('create table card (title varchar(20)) ');
    await connection.query("insert into card values ('🦊')");
    expect((await connection.query('select title from card'))[0]).toEqual([{ title: '🦊' }]);
    await connection.end();
    await database.stop();
  });
});
