import type { PhotoId } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import type { DataSource, EntityTarget } from 'typeorm';

/** Rows of one statement. */
const rowsMax = 1_000;
const beforeAllIds = Buffer.alloc(16);

/** All rows in the order of their ids, a page at a time, and of each only what is asked for. */
export async function* readRows<Row extends { id: PhotoId }, Column extends keyof Row & string>(
  database: DataSource,
  entity: EntityTarget<Row>,
  columns: readonly Column[],
): AsyncGenerator<Pick<Row, Column>> {
  let after: unknown = beforeAllIds;
  for (;;) {
    const rows = await database.manager
      .createQueryBuilder(entity, 'entry')
      .select(columns.map((column) => `entry.${column}`))
      .where('entry.id > :after', { after })
      .orderBy('entry.id')
      .limit(rowsMax)
      .getMany();
    yield* rows;
    if (rows.length < rowsMax) return;
    after = uuidBytes.to(rows.at(-1)!.id);
  }
}

export function readRow<Row extends { id: PhotoId }, Column extends keyof Row & string>(
  database: DataSource,
  entity: EntityTarget<Row>,
  columns: readonly Column[],
  id: PhotoId,
): Promise<Pick<Row, Column> | null> {
  return database.manager
    .createQueryBuilder(entity, 'entry')
    .select(columns.map((column) => `entry.${column}`))
    .where('entry.id = :id', { id: uuidBytes.to(id) as unknown })
    .getOne();
}
