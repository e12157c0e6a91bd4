import type { EntityManager } from 'typeorm';

/** A row that waits to be settled. */
export interface WaitingRow {
  readonly id: string;
  /** How often it was rung for since it was accepted. */
  readonly rings: number;
}

/** Which waiting rows are asked for: all three hold. */
export interface Due {
  /** `ring_at`, when the next ring is due, is at this moment or before. */
  readonly ringAtMax: Date;
  /** `rung_at`, the last ring or the acceptance, was at this moment or before. */
  readonly rungAtMax: Date;
  readonly ringsMax: number;
}

/** What the ring writes into the row. */
export interface NextRing {
  readonly rings: number;
  readonly rungAt: Date;
  readonly ringAt: Date;
}

/**
 * The table of what was accepted and is not settled yet, as the sweeper sees it. Everything happens in the sweeper's transaction,
 * so that a ring and its count are one, and two sweepers never ring for one row at once.
 */
export interface Ledger<Row extends WaitingRow = WaitingRow> {
  /** Locks and returns unsettled rows, the longest due first: SELECT … ORDER BY ring_at LIMIT … FOR UPDATE SKIP LOCKED. */
  claimDue(transaction: EntityManager, due: Due, rowsMax: number): Promise<Row[]>;
  /** Puts the message into the outbox once more, and `next` into the row. */
  ring(transaction: EntityManager, row: Row, next: NextRing): Promise<void>;
  /** Settles the row as given up, promises to say so, and never has it claimed again. */
  giveUp(transaction: EntityManager, row: Row, now: Date): Promise<void>;
}
