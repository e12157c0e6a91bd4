import { randomBytes } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { startMySql } from './start-mysql.js';
import { testDatabase, type TestDatabase } from './test-database.js';

/** Schemas for one test file, by accounts that obey when their server says that it is read-only, as a service's do. */
export interface FailoverDatabase extends TestDatabase {
  /** As RDS does it to the old server of a failover, and back. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** The server's names of the connections that these accounts have now. */
  connections(): Promise<number[]>;
}

/**
 * A server of its own, because what is switched here holds for everybody on it. A test by hand may name one that nobody else
 * uses.
 */
export async function failoverDatabase(serverUrl?: string): Promise<FailoverDatabase> {
  const own = serverUrl === undefined ? await startMySql() : undefined;
  const uri = serverUrl ?? own?.url ?? '';
  const [administrator, schemas] = [await createConnection({ uri }), await testDatabase({ serverUrl: uri })];
  const accounts: string[] = [];
  return {
    async schemaUrl(name) {
      const url = new URL(await schemas.schemaUrl(name));
      const account = `test_${randomBytes(4).toString('hex')}`;
      await administrator.query(`create user '${account}'@'%' identified by '${account}'`);
      await administrator.query(`grant all privileges on \`${url.pathname.slice(1)}\`.* to '${account}'@'%'`);
      accounts.push(account);
      [url.username, url.password] = [account, account];
      return url.href;
    },
    setReadOnly: async (isReadOnly) => void (await administrator.query(`set global read_only = ${isReadOnly ? 1 : 0}`)),
    connections: () => connectionsOf(administrator, accounts),
    async stop() {
      await administrator.query('set global read_only = 0');
      for (const account of accounts) await administrator.query(`drop user '${account}'@'%'`);
      await administrator.end();
      await schemas.stop();
      await own?.stop();
    },
  };
}

async function connectionsOf(administrator: Connection, accounts: readonly string[]): Promise<number[]> {
  const [rows] = await administrator.query<RowDataPacket[]>('show processlist');
  return rows.filter(({ User }) => accounts.includes(String(User))).map(({ Id }) => Number(Id));
}
