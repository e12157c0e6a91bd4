import { createConnection, type Connection } from 'mysql2/promise';
import { z } from 'zod';
import { runTask } from '../tasks/run-task.js';
import { schemaNames, schemas } from './schemas.js';

const settings = z.object({
  SERVER_URL: z.string(),
  /** Given on a server of our own: there each schema gets an account that reaches nothing else. */
  ACCOUNT_PASSWORD: z.string().optional(),
});

const connectSecondsMax = 5;

await runTask(async () => {
  const { SERVER_URL, ACCOUNT_PASSWORD } = settings.parse(process.env);
  const url = new URL(SERVER_URL);
  url.pathname = '/';
  const connection = await createConnection({ uri: url.href, connectTimeout: connectSecondsMax * 1000 });
  try {
    for (const name of schemaNames) {
      await connection.query(`CREATE DATABASE IF NOT EXISTS ${schemas[name]} CHARACTER SET utf8mb4`);
      if (ACCOUNT_PASSWORD) await makeAccount(connection, schemas[name], ACCOUNT_PASSWORD);
    }
  } finally {
    await connection.end();
  }
});

async function makeAccount(connection: Connection, schema: string, password: string): Promise<void> {
  const account = `'${schema}'@'%'`;
  await connection.query(`CREATE USER IF NOT EXISTS ${account}`);
  // Another password at each start, so that it is written down nowhere.
  await connection.query(`ALTER USER ${account} IDENTIFIED BY ?`, [password]);
  await connection.query(`GRANT ALL PRIVILEGES ON ${schema}.* TO ${account}`);
}
