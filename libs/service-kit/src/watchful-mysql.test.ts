import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mysql2, { type Connection } from 'mysql2';
import { DataSource } from 'typeorm';
import { dataSourceOptions, type SchemaOptions } from './data-source-options.js';

/** The server's side of one connection, as mysql2 has it: its types leave most of it out. */
interface ServerConnection extends Connection {
  serverHandshake(options: object): void;
  writeOk(): void;
  writeError(error: { code: number; message: string }): void;
  writeTextResult(rows: object[], columns: object[]): void;
  /** Every command counts its packets from 0; mysql2's server leaves that to us. */
  _resetSequenceId(): void;
}

/** What the server does with a statement: an error's number, silence, or nothing special. */
let misbehave: (sql: string, connection: number) => number | 'silence' | undefined;
let connections: number;
let statements: string[];
let server: ReturnType<typeof mysql2.createServer>;
let database: DataSource | undefined;

/** Speaks just enough MySQL for a pool to live on it: statements are numbers of connections to be read back. */
beforeEach(async () => {
  misbehave = () => undefined;
  connections = 0;
  statements = [];
  server = mysql2.createServer((connection) => serve(connection as ServerConnection, ++connections));
  (server.listen as (port: number, host: string) => void).call(server, 0, '127.0.0.1');
  await once((server as unknown as { _server: NodeJS.EventEmitter })._server, 'listening');
});

afterEach(async () => {
  await database?.destroy();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const column = {
  catalog: 'def',
  schema: 's',
  table: '',
  orgTable: '',
  orgName: '',
  characterSet: 33,
  columnLength: 80,
  columnType: 253,
  flags: 0,
  decimals: 0,
};
const columns = ['value', 'version'].map((name) => ({ ...column, name }));

function serve(connection: ServerConnection, number: number): void {
  connection.on('error', () => {});
  connection.serverHandshake({
    protocolVersion: 10,
    serverVersion: '8.4.0',
    connectionId: number,
    statusFlags: 2,
    characterSet: 8,
    capabilityFlags: 0xffffff ^ 0x800,
    authCallback: (_parameters: unknown, done: (error: null) => void) => {
      done(null);
      connection._resetSequenceId();
    },
  });
  const answer = (sql: string) => {
    statements.push(sql);
    const trouble = misbehave(sql, number);
    if (trouble === 'silence') return;
    if (trouble !== undefined) connection.writeError({ code: trouble, message: 'trouble' });
    else if (/^SELECT/i.test(sql)) connection.writeTextResult([{ value: String(number), version: '8.4.0' }], columns);
    else connection.writeOk();
    connection._resetSequenceId();
  };
  connection.on('query', answer);
  // So mysql2's server calls SET.
  connection.on('stmt_prepare', answer);
  connection.on('quit', () => connection.destroy());
}

async function open(options: Partial<SchemaOptions> = {}, max = 1): Promise<DataSource> {
  const { port } = (server as unknown as { _server: { address(): AddressInfo } })._server.address();
  const config = { DATABASE_URL: `mysql://a:b@127.0.0.1:${port}/s`, DATABASE_CONNECTIONS_MAX: max };
  database = new DataSource(dataSourceOptions(config, { entities: [], migrations: [], ...options }));
  return database.initialize();
}

/** Which connection answers now. */
async function connectionNow(source: DataSource): Promise<number> {
  const [row] = await source.query<{ value: string }[]>('SELECT value');
  return Number(row?.value);
}

describe('a pooled connection', () => {
  it('is used again while it is good', async () => {
    const source = await open();
    expect([await connectionNow(source), await connectionNow(source)]).toEqual([1, 1]);
  });

  it.each([1290, 1792, 1836, 1053, 1927])(
    'is not handed out again after error %i: its server is read only, or going',
    async (number) => {
      const source = await open();
      misbehave = (sql, connection) => (sql.startsWith('INSERT') && connection === 1 ? number : undefined);
      await expect(source.query('INSERT 1')).rejects.toMatchObject({ driverError: { errno: number } });
      await source.query('INSERT 1');
      expect(await connectionNow(source)).toBe(2);
    },
  );

  it('is not handed out again after such an error within a transaction', async () => {
    const source = await open();
    misbehave = (sql, connection) => (sql.startsWith('INSERT') && connection === 1 ? 1290 : undefined);
    const insert = () => source.transaction((transaction) => transaction.query('INSERT 1'));
    await expect(insert()).rejects.toMatchObject({ driverError: { errno: 1290 } });
    await insert();
    expect(await connectionNow(source)).toBe(2);
  });

  it('is kept after an error that says nothing about it', async () => {
    const source = await open();
    misbehave = (sql) => (sql.startsWith('INSERT') ? 1062 : undefined);
    await expect(source.query('INSERT 1')).rejects.toMatchObject({ driverError: { errno: 1062 } });
    expect(await connectionNow(source)).toBe(1);
  });

  it('is given up with a statement that is never answered', async () => {
    const source = await open({ statementMillisecondsMax: 100 });
    misbehave = (sql, connection) => (sql.startsWith('INSERT') && connection === 1 ? 'silence' : undefined);
    const insert = () => source.transaction((transaction) => transaction.query('INSERT 1'));
    await expect(insert()).rejects.toMatchObject({ driverError: { code: 'PROTOCOL_SEQUENCE_TIMEOUT' } });
    expect(await connectionNow(source)).toBe(2);
  });

  it('is given up when it has grown old', async () => {
    const source = await open({ ageMillisecondsMax: -1 });
    expect(await connectionNow(source)).not.toBe(await connectionNow(source));
  });

  it('has its server end it, and with it its locks, where nothing is heard of it: an end may get lost', async () => {
    const source = await open({ silentSecondsMax: 7 });
    await connectionNow(source);
    expect(statements[0]).toBe('SET SESSION wait_timeout = 7');
    expect(statements.filter((sql) => sql.startsWith('SET SESSION wait_timeout'))).toHaveLength(1);
  });

  it('is not waited for without end', async () => {
    const source = await open({ waitMillisecondsMax: 100 });
    await source.transaction(async () => {
      await expect(source.query('SELECT value')).rejects.toMatchObject({ kind: 'unavailable' });
    });
    expect(await connectionNow(source)).toBe(1);
  });
});
