import { createConnection, type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';

const connectSecondsMax = 5;

/** Deletes every row that a service has written, all or none; what migrations have run stays known. Returns how many there were. */
export async function emptySchema(url: string): Promise<number> {
  const connection = await createConnection({ uri: url, connectTimeout: connectSecondsMax * 1000 });
  try {
    await connection.query('START TRANSACTION');
    let rows = 0;
    for (const table of await tablesOf(connection)) rows += await deleteAll(connection, table);
    await connection.query('COMMIT');
    return rows;
  } finally {
    await connection.end();
  }
}

async function tablesOf(connection: Connection): Promise<string[]> {
  const [tables] = await connection.query<RowDataPacket[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> 'migrations'`,
  );
  return tables.map(({ name }) => name as string);
}

async function deleteAll(connection: Connection, table: string): Promise<number> {
  const [{ affectedRows }] = await connection.query<ResultSetHeader>('DELETE FROM ??', [table]);
  return affectedRows;
}
