import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from './database-settings.js';

export interface SchemaOf {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  readonly migrationsTableName?: string;
}

const connectMillisecondsMax = 5_000;
/** Idle connections go after a minute; the last few stay for the next burst. */
const idleMillisecondsMax = 60_000;

/** How a service reaches its schema. Migrations are a step of their own: a starting service never changes tables. */
export function dataSourceOptions(
  config: DatabaseConfig,
  { entities, migrations, migrationsTableName = 'migrations' }: SchemaOf,
): DataSourceOptions {
  return {
    type: 'mysql',
    url: config.DATABASE_URL,
    entities,
    migrations,
    migrationsTableName,
    synchronize: false,
    migrationsRun: false,
    logging: false,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: connectMillisecondsMax,
    poolSize: config.DATABASE_CONNECTIONS_MAX,
    extra: { enableKeepAlive: true, idleTimeout: idleMillisecondsMax, maxIdle: Math.min(2, config.DATABASE_CONNECTIONS_MAX) },
  };
}
