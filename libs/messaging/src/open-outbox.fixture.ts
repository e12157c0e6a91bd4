import { dataSourceOptions } from '@pinhole/service-kit';
import { DataSource, type EntityManager } from 'typeorm';
import { outboxTable } from './outbox-table.js';
import { OutboxEntity } from './outbox.entity.js';

/** Connections of their own to a schema that has an outbox, or gets one. */
export async function openOutbox(url: string, connectionsMax = 4): Promise<DataSource> {
  const config = { DATABASE_URL: url, DATABASE_CONNECTIONS_MAX: connectionsMax };
  return new DataSource(dataSourceOptions(config, { entities: [OutboxEntity], migrations: [] })).initialize();
}

export async function createOutbox(database: DataSource): Promise<void> {
  await database.query(outboxTable.up);
}

export async function promisesIn(database: DataSource | EntityManager): Promise<OutboxEntity[]> {
  return ('manager' in database ? database.manager : database).find(OutboxEntity, { order: { id: 'ASC' } });
}
