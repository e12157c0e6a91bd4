import { DataSource, type DataSourceOptions } from 'typeorm';
import { connectionLimits } from './data-source-options.js';
import type { Logger } from './logger.js';
import { watchfulMysql } from './watchful-mysql.js';

/** Long enough for another deployment's migration to end, in seconds. */
const lockWaitSeconds = 120;

/** Brings a schema up to date. Safe to repeat, and to run twice at once: the second waits for the first. */
export async function runMigrations(options: DataSourceOptions, logger: Logger): Promise<void> {
  const database = await new DataSource(patient(options)).initialize();
  const locker = database.createQueryRunner();
  try {
    const [answer] = (await locker.query(`SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), ?) AS locked`, [
      lockWaitSeconds,
    ])) as [{ locked: number | string | null }];
    if (Number(answer.locked) !== 1) {
      throw new Error(`Another migration of this schema went on for more than ${lockWaitSeconds} s.`);
    }
    const ran = await database.runMigrations({ transaction: 'each' });
    logger.info('schema.migrated', { migrations: ran.map(({ name }) => name) });
  } finally {
    await locker.release();
    await database.destroy(); // Ends the connection, and with it the lock.
  }
}

/** Changing a large table may take as long as it takes. Two connections: one holds the lock and says nothing, one works. */
function patient(options: DataSourceOptions): DataSourceOptions {
  const driver = watchfulMysql({ ...connectionLimits, statementMillisecondsMax: 0, silentSecondsMax: 0 });
  return { ...options, driver, poolSize: 2 } as DataSourceOptions;
}
