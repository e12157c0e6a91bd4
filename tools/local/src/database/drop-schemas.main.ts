import { createConnection } from 'mysql2/promise';
import { z } from 'zod';
import { runTask } from '../tasks/run-task.js';
import { schemaNames, schemas } from './schemas.js';

/** Forgets the rows on somebody's own server: our two schemas, and nothing else. */
await runTask(async () => {
  const { SERVER_URL } = z.object({ SERVER_URL: z.string() }).parse(process.env);
  const url = new URL(SERVER_URL);
  url.pathname = '/';
  const connection = await createConnection({ uri: url.href, connectTimeout: 5_000 });
  try {
    for (const name of schemaNames) await connection.query(`DROP DATABASE IF EXISTS ${schemas[name]}`);
  } finally {
    await connection.end();
  }
});
