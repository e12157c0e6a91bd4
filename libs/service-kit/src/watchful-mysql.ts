import mysql2, { type Pool, type PoolConnection, type PoolOptions, type QueryError } from 'mysql2';
import { DatabaseBusy } from './database-busy.js';
import { isSpent } from './is-spent.js';

export interface ConnectionLimits {
  /** After a failover the name leads to another server: a connection that lived on would never notice. */
  readonly ageMillisecondsMax: number;
  /** How long one statement may take before we take it for lost; 0: as long as it wants. */
  readonly statementMillisecondsMax: number;
  /** How long to wait for a free connection. */
  readonly waitMillisecondsMax: number;
  /**
   * How long the server waits for a connection's next statement; 0: as long as it usually does, which is eight hours. When a line
   * goes dead in a transaction, the server does not hear that we gave it up, and keeps its locks until then.
   */
  readonly silentSecondsMax: number;
}

type Callback<Args extends unknown[]> = (error: QueryError | null, ...rest: Args) => void;

/**
 * mysql2 as TypeORM takes it, with a pool that never hands out a bad connection again. mysql2's own watch over read-only
 * connections is in pool.query(), which TypeORM does not use: without this a failover would leave us writing to the old server.
 */
export function watchfulMysql(limits: ConnectionLimits): { createPool(options: PoolOptions): Pool } {
  return {
    createPool(options) {
      const pool = mysql2.createPool(options);
      pool.on('connection', (connection) => watchConnection(connection, limits));
      limitWait(pool, limits.waitMillisecondsMax);
      return pool;
    },
  };
}

function watchConnection(connection: PoolConnection, limits: ConnectionLimits): void {
  const { ageMillisecondsMax, statementMillisecondsMax, silentSecondsMax } = limits;
  const bornAt = Date.now();
  const query = connection.query.bind(connection) as (...parameters: unknown[]) => unknown;
  const release = connection.release.bind(connection);
  const watched = (sql: unknown, ...others: unknown[]): unknown => {
    const callback = others.pop() as Callback<unknown[]>;
    const statement = typeof sql === 'string' && statementMillisecondsMax > 0 ? { sql, timeout: statementMillisecondsMax } : sql;
    return query(statement, ...others, ((error, ...rest) => {
      // At once, not when it is given back: a ROLLBACK behind a lost statement would wait for it.
      if (error !== null && isSpent(error)) connection.destroy();
      callback(error, ...rest);
    }) satisfies Callback<unknown[]>);
  };
  connection.query = watched as typeof connection.query;
  // Goes out before whatever this connection was opened for. Where it fails, so will that.
  if (silentSecondsMax > 0) watched(`SET SESSION wait_timeout = ${silentSecondsMax}`, () => undefined);
  connection.release = () => (Date.now() - bornAt > ageMillisecondsMax ? connection.destroy() : release());
}

function limitWait(pool: Pool, waitMillisecondsMax: number): void {
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    let answered = false;
    const timer = setTimeout(() => {
      answered = true;
      callback(new DatabaseBusy(), undefined as unknown as PoolConnection);
    }, waitMillisecondsMax);
    getConnection((error, connection) => {
      clearTimeout(timer);
      if (!answered) callback(error, connection);
      else if (error === null) connection.release();
    });
  };
}
