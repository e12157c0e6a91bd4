import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import {
  emulatorClients,
  startAwsEmulator,
  testDatabase,
  type AwsEmulator,
  type EmulatorClients,
  type TestDatabase,
} from '@pinhole/testing';
import { forgetLostPhotos } from './forget-lost-photos.js';
import { Marker } from './marker.js';

let database: TestDatabase;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let urls: string[];
let connections: Connection[];
let stacks = 0;
let marker: Marker;

beforeAll(async () => {
  [database, emulator] = await Promise.all([testDatabase(), startAwsEmulator()]);
  clients = emulatorClients(emulator.settings);
  urls = [await database.schemaUrl('uploads'), await database.schemaUrl('gallery')];
  connections = await Promise.all(urls.map((uri) => createConnection({ uri })));
}, 120_000);
beforeEach(async () => {
  // As after a restart of the emulator: whatever was in it is not there.
  marker = new Marker(clients.s3, `stack${(stacks += 1)}-compose`);
  for (const connection of connections) {
    await connection.query('DROP TABLE IF EXISTS photo, migrations');
    await connection.query('CREATE TABLE photo (id INT PRIMARY KEY)');
    await connection.query('INSERT INTO photo VALUES (1), (2)');
    await connection.query('CREATE TABLE migrations (id INT PRIMARY KEY)');
    await connection.query('INSERT INTO migrations VALUES (1)');
  }
});
afterAll(async () => {
  clients?.destroy();
  await Promise.all((connections ?? []).map((connection) => connection.end()));
  await Promise.all([database?.stop(), emulator?.stop()]);
});

/** Rows of a table, in the one schema and in the other. */
async function rowsOf(table: string): Promise<number[]> {
  const answers = connections.map((connection) => connection.query<RowDataPacket[]>('SELECT * FROM ??', [table]));
  return (await Promise.all(answers)).map(([rows]) => rows.length);
}

describe('a start of the compose stack', () => {
  it('forgets all rows where the emulator has forgotten the pictures, but not which migrations have run', async () => {
    expect(await forgetLostPhotos(marker, urls)).toBe(4);
    expect(await rowsOf('photo')).toEqual([0, 0]);
    expect(await rowsOf('migrations')).toEqual([1, 1]);
  });

  it('forgets nothing where the emulator has not', async () => {
    await marker.write();
    expect(await forgetLostPhotos(marker, urls)).toBe(0);
    expect(await rowsOf('photo')).toEqual([2, 2]);
  });

  it('forgets once, and what comes after that is kept', async () => {
    await forgetLostPhotos(marker, urls);
    await connections[0]!.query('INSERT INTO photo VALUES (3)');
    expect(await forgetLostPhotos(marker, urls)).toBe(0);
    expect(await rowsOf('photo')).toEqual([1, 0]);
  });

  it('forgets once more where it was broken off before it had left its marker', async () => {
    await forgetLostPhotos({ exists: () => Promise.resolve(false), write: () => Promise.reject(new Error('cut')) }, urls).catch(
      () => undefined,
    );
    expect(await rowsOf('photo')).toEqual([0, 0]);
    expect(await marker.exists()).toBe(false);
    expect(await forgetLostPhotos(marker, urls)).toBe(0);
    expect(await marker.exists()).toBe(true);
  });
});
