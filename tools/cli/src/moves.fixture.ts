import type { DataSource } from 'typeorm';

/** What became of each photo, by its id in hex: the states that it went into, in their order. */
export type Moves = Map<string, string[]>;

/** Has the database itself write down each change of a row that somebody would see. */
export async function countMoves(database: DataSource, table: 'upload' | 'card', watched: readonly string[]): Promise<void> {
  const changed = watched.map((column) => `NOT (OLD.${column} <=> NEW.${column})`).join(' OR ');
  await database.query(
    'CREATE TABLE moved (number INT AUTO_INCREMENT PRIMARY KEY, id BINARY(16) NOT NULL, state VARCHAR(20) NOT NULL)',
  );
  await database.query(
    `CREATE TRIGGER ${table}_moved AFTER UPDATE ON \`${table}\` FOR EACH ROW
     INSERT INTO moved (id, state) SELECT NEW.id, NEW.state FROM DUAL WHERE ${changed}`,
  );
}

export async function movesOf(database: DataSource): Promise<Moves> {
  const moves: Moves = new Map();
  for (const { id, state } of await database.query<{ id: Buffer; state: string }[]>(
    'SELECT id, state FROM moved ORDER BY number',
  )) {
    const hex = id.toString('hex');
    moves.set(hex, [...(moves.get(hex) ?? []), state]);
  }
  return moves;
}
