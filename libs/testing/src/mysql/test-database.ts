import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { testEnvironment } from '../environment.main.js';
import { startMySql } from './start-mysql.js';

export interface TestDatabase {
  /** The address of a new, empty schema of this test's own. */
  schemaUrl(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Schemas for one test file: on the server that PINHOLE_DATABASE_URL names, else on one of its own. Nothing else there is touched. */
export async function testDatabase({ serverUrl = testEnvironment().databaseUrl } = {}): Promise<TestDatabase> {
  if (serverUrl) return schemasOn(serverUrl);
  const server = await startMySql();
  return { ...schemasOn(server.url), stop: () => server.stop() };
}

function schemasOn(serverUrl: string): TestDatabase {
  const made: string[] = [];
  // Several test files, and several checkouts, may use one server at once.
  const run = randomBytes(4).toString('hex');
  return {
    async schemaUrl(name) {
      const schema = `pinhole_test_${run}_${name}`;
      await execute(serverUrl, `create schema \`${schema}\` character set utf8mb4`);
      made.push(schema);
      const url = new URL(serverUrl);
      url.pathname = `/${schema}`;
      return url.href;
    },
    async stop() {
      for (const schema of made.splice(0)) await execute(serverUrl, `drop schema if exists \`${schema}\``);
    },
  };
}

async function execute(uri: string, sql: string): Promise<void> {
  const connection = await createConnection({ uri });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
