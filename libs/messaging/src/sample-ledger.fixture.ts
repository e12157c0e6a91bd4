import { photoRejected, type PhotoId } from '@pinhole/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Due, Ledger, NextRing, WaitingRow } from './ledger.js';
import { Outbox } from './outbox.js';
import { ringAgainAt } from './ring-schedule.js';
import { samplePhoto } from './sample-photo.fixture.js';

interface SampleRow extends WaitingRow {
  readonly id: PhotoId;
  readonly title: string;
}

/** A ledger as small as one can be: what an app does on its own table. */
export class SampleLedger implements Ledger<SampleRow> {
  private readonly outbox = new Outbox();

  static async create(database: DataSource): Promise<SampleLedger> {
    await database.query(`
      CREATE TABLE ledger (
        id CHAR(36) NOT NULL PRIMARY KEY, state VARCHAR(10) NOT NULL, title VARCHAR(200) NOT NULL,
        rings INT UNSIGNED NOT NULL, rung_at DATETIME(3) NOT NULL, ring_at DATETIME(3) NULL, INDEX (ring_at)
      )`);
    return new SampleLedger();
  }

  async accept(database: DataSource, now: Date): Promise<string> {
    const { id, title } = samplePhoto();
    await database.query('INSERT INTO ledger VALUES (?)', [[id, 'waiting', title, 0, now, ringAgainAt(now, 0)]]);
    return id;
  }

  async settle(database: DataSource, id: string): Promise<void> {
    await database.query(`UPDATE ledger SET state = 'settled', ring_at = NULL WHERE id = ?`, [id]);
  }

  claimDue(transaction: EntityManager, due: Due, rowsMax: number): Promise<SampleRow[]> {
    return transaction.query<SampleRow[]>(
      `SELECT id, rings, title FROM ledger WHERE ring_at <= ? AND rung_at <= ? AND rings <= ?
       ORDER BY ring_at LIMIT ? FOR UPDATE SKIP LOCKED`,
      [due.ringAtMax, due.rungAtMax, due.ringsMax, rowsMax],
    );
  }

  async ring(transaction: EntityManager, row: SampleRow, { rings, rungAt, ringAt }: NextRing): Promise<void> {
    await this.say(transaction, row, 'again', rungAt);
    await transaction.query('UPDATE ledger SET rings = ?, rung_at = ?, ring_at = ? WHERE id = ?', [
      rings,
      rungAt,
      ringAt,
      row.id,
    ]);
  }

  async giveUp(transaction: EntityManager, row: SampleRow, now: Date): Promise<void> {
    await this.say(transaction, row, 'gave_up', now);
    await transaction.query(`UPDATE ledger SET state = 'stuck', ring_at = NULL WHERE id = ?`, [row.id]);
  }

  private say(transaction: EntityManager, { id, title }: SampleRow, code: string, now: Date): Promise<void> {
    return this.outbox.add(
      transaction,
      photoRejected,
      { photo: { ...samplePhoto(title), id }, rejection: { code, detail: '' } },
      now,
    );
  }
}
