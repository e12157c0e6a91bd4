import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from './database-settings.js';
import { watchfulMysql, type ConnectionLimits } from './watchful-mysql.js';

export interface SchemaOptions extends Partial<ConnectionLimits> {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  readonly migrationsTableName?: string;
}

const connectMillisecondsMax = 5_000;
/** Connections that nobody needed for so long go; of those that were needed just now two stay for the next burst. */
const idleMillisecondsMax = 20_000;
const idleConnectionsMax = 2;

export const connectionLimits: ConnectionLimits = {
  ageMillisecondsMax: 5 * 60_000,
  // Ours take milliseconds. One that was sent into the dark holds its connection for so long, and there are few.
  statementMillisecondsMax: 10_000,
  waitMillisecondsMax: 10_000,
  // Longer than a connection of ours ever rests.
  silentSecondsMax: 30,
};

/** How a service reaches its schema. Migrations are a step of their own: a service that starts changes no table. */
export function dataSourceOptions(
  config: DatabaseConfig,
  { entities, migrations, migrationsTableName, ...limits }: SchemaOptions,
): DataSourceOptions {
  return {
    type: 'mysql',
    driver: watchfulMysql({ ...connectionLimits, ...limits }),
    url: config.DATABASE_URL,
    entities,
    migrations,
    migrationsTableName: migrationsTableName ?? 'migrations',
    synchronize: false,
    migrationsRun: false,
    logging: false,
    timezone: 'Z',
    charset: 'utf8mb4',
    // No number of ours is above 2^53, and looking for such numbers in every JSON column costs more than parsing it.
    supportBigNumbers: false,
    connectTimeout: connectMillisecondsMax,
    poolSize: config.DATABASE_CONNECTIONS_MAX,
    extra: {
      enableKeepAlive: true,
      idleTimeout: idleMillisecondsMax,
      maxIdle: Math.min(idleConnectionsMax, config.DATABASE_CONNECTIONS_MAX),
    },
  };
}
