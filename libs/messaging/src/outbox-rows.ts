import type { DataSource } from 'typeorm';
import type { WrittenMessage } from './written-message.js';

/** A promise that a relay has taken. */
export interface ClaimedRow extends WrittenMessage {
  readonly id: number;
  readonly refusals: number;
}

/**
 * Takes the longest due rows and puts them off by the lease, in a short transaction of its own. READ COMMITTED locks no gaps, so
 * that nobody who adds waits; SKIP LOCKED leaves to another relay what it is taking now. Time is the database's, in UTC.
 */
export async function claimRows(database: DataSource, rowsMax: number, leaseSeconds: number): Promise<ClaimedRow[]> {
  return database.transaction('READ COMMITTED', async (transaction) => {
    const rows = await transaction.query<ClaimedRow[]>(
      `SELECT id, name, payload, refusals FROM outbox FORCE INDEX (outbox_due)
       WHERE sent_at IS NULL AND due_at <= UTC_TIMESTAMP(3)
       ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [rowsMax],
    );
    if (rows.length > 0)
      await transaction.query(`UPDATE outbox SET due_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE id IN (?)`, [
        leaseSeconds,
        idsOf(rows),
      ]);
    return rows;
  });
}

export async function markSent(database: DataSource, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length > 0) await database.query('UPDATE outbox SET sent_at = UTC_TIMESTAMP(3) WHERE id IN (?)', [idsOf(rows)]);
}

/** Due again at once: this relay could not send them, another one may. */
export async function releaseRows(database: DataSource, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length > 0) await database.query('UPDATE outbox SET due_at = UTC_TIMESTAMP(3) WHERE id IN (?)', [idsOf(rows)]);
}

export async function putOff(database: DataSource, { id }: ClaimedRow, seconds: number): Promise<void> {
  await database.query('UPDATE outbox SET due_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND, refusals = refusals + 1 WHERE id = ?', [
    seconds,
    id,
  ]);
}

/** Forgets rows that were sent long ago, a few at a time: one large DELETE would hold its locks for as long. Returns how many. */
export async function purgeSent(database: DataSource, sentBeforeSeconds: number, rowsMax: number): Promise<number> {
  const { affectedRows } = await database.query<{ affectedRows: number }>(
    'DELETE FROM outbox WHERE sent_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND ORDER BY sent_at LIMIT ?',
    [sentBeforeSeconds, rowsMax],
  );
  return affectedRows;
}

function idsOf(rows: readonly ClaimedRow[]): number[] {
  return rows.map(({ id }) => id);
}
