import type { Logger } from '@pinhole/service-kit';
import type { DataSource, EntityManager } from 'typeorm';
import type { Due, Ledger, WaitingRow } from './ledger.js';
import { Loop } from './loop.js';
import { overdueSeconds, ringAgainAt, ringAgainSecondsMax, ringsMax } from './ring-schedule.js';

export interface SweeperOptions {
  readonly everySeconds: number;
  /** Rows of one transaction. */
  readonly rowsMax: number;
  /** Whether a ring would be heard. While it would not, none is spent. */
  readonly canRing: () => boolean;
  /** Runs after a transaction with rings in it: wakes the relay. */
  readonly onRung: () => void;
  readonly now: () => Date;
}

const usually: SweeperOptions = {
  everySeconds: 5,
  rowsMax: 50,
  canRing: () => true,
  onRung: () => undefined,
  now: () => new Date(),
};

/** Rung for again and again, and never settled. Somebody should have a look. */
export class PhotoStuck extends Error {
  constructor() {
    super(`Nobody settled this photo after ${ringsMax} rings: it is given up.`);
    this.name = new.target.name;
  }
}

/** The ledger is the truth, the queue is a bell: rings again for whatever waits too long. Several may sweep at once. */
export class Sweeper<Row extends WaitingRow = WaitingRow> {
  private readonly options: SweeperOptions;
  private readonly loop = new Loop(() => this.turn());
  private askedNow = false;

  constructor(
    private readonly database: DataSource,
    private readonly ledger: Ledger<Row>,
    private readonly logger: Logger,
    options: Partial<SweeperOptions> = {},
  ) {
    this.options = { ...usually, ...options };
  }

  /** Whatever became overdue while nobody swept is rung for at once. */
  start(): void {
    this.sweepNow();
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Has everything that was last rung for more than a minute ago rung for at once: for the start, and when a connection is back. */
  sweepNow(): void {
    this.askedNow = true;
    this.loop.wake();
  }

  /** Rings for what is due by the schedule. Returns how many rows it moved. */
  ringDue(): Promise<number> {
    const now = this.options.now();
    return this.sweep({ ringAtMax: now, rungAtMax: now, ringsMax }, now);
  }

  /** Rings for what is overdue, ahead of the schedule. It gives up nobody: who has had all rings waits for the end of the last pause. */
  ringOverdue(): Promise<number> {
    const now = this.options.now();
    const due = { ringAtMax: secondsAfter(now, ringAgainSecondsMax), rungAtMax: secondsAfter(now, -overdueSeconds) };
    return this.sweep({ ...due, ringsMax: ringsMax - 1 }, now);
  }

  private async turn(): Promise<number> {
    const { canRing, everySeconds } = this.options;
    if (canRing()) {
      const askedNow = this.askedNow;
      this.askedNow = false;
      try {
        if (askedNow) await this.ringOverdue();
        await this.ringDue();
      } catch (error) {
        this.askedNow ||= askedNow;
        this.logger.error('sweeper.failed', error);
      }
    }
    return everySeconds * 1_000;
  }

  private async sweep(due: Due, now: Date): Promise<number> {
    let moved = 0;
    for (;;) {
      // READ COMMITTED: a claim locks the rows that it takes and no gaps, so that nobody who accepts a photo waits.
      const rows = await this.database.transaction('READ COMMITTED', (transaction) => this.sweepSome(transaction, due, now));
      if (rows.length > 0) this.options.onRung();
      for (const row of rows) this.report(row);
      moved += rows.length;
      if (rows.length < this.options.rowsMax) return moved;
    }
  }

  private async sweepSome(transaction: EntityManager, due: Due, now: Date): Promise<Row[]> {
    const rows = await this.ledger.claimDue(transaction, due, this.options.rowsMax);
    for (const row of rows) {
      const rings = row.rings + 1;
      if (isSpent(row)) await this.ledger.giveUp(transaction, row, now);
      else await this.ledger.ring(transaction, row, { rings, rungAt: now, ringAt: ringAgainAt(now, rings) });
    }
    return rows;
  }

  private report(row: Row): void {
    if (isSpent(row)) this.logger.error('photo.stuck', new PhotoStuck(), { photoId: row.id, rings: row.rings });
    else this.logger.warn('photo.rung_again', { photoId: row.id, rings: row.rings + 1, ringsMax });
  }
}

function isSpent({ rings }: WaitingRow): boolean {
  return rings >= ringsMax;
}

function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1_000);
}
