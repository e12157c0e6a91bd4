import { Injectable } from '@nestjs/common';
import { uuidBytes } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';
import { cardColumns, cardFromRow, type CardRow, type ListedCard } from './card-from-row.js';
import { encodeCursor, type PagePosition } from './cursor.js';

export interface CardPage {
  readonly cards: ListedCard[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

// Not the row comparison (uploaded_at, id) < (?, ?): both MySQL and MariaDB scan the whole table for it.
const behind = 'AND uploaded_at <= ? AND (uploaded_at < ? OR id < ?)';
const newestFirst = 'ORDER BY uploaded_at DESC, id DESC LIMIT ?';
const firstPage = `SELECT ${cardColumns} FROM card WHERE listed = 1 ${newestFirst}`;
const nextPage = `SELECT ${cardColumns} FROM card WHERE listed = 1 ${behind} ${newestFirst}`;

@Injectable()
export class ListPhotos {
  constructor(private readonly database: DataSource) {}

  /**
   * A page of what is listed, newest first, in one range of one index. By a statement of ours and not by the entity: this is
   * what the world asks for all day, and making entities out of rows was a fifth of what it cost.
   */
  async execute(limit: number, after: PagePosition | null): Promise<CardPage> {
    const rowsMax = limit + 1; // One more than asked for tells whether there is a next page.
    const rows = after
      ? await this.database.query<CardRow[]>(nextPage, [after.uploadedAt, after.uploadedAt, uuidBytes.to(after.id), rowsMax])
      : await this.database.query<CardRow[]>(firstPage, [rowsMax]);
    const cards = rows.slice(0, limit).map(cardFromRow);
    const last = rows.length > limit ? cards.at(-1) : undefined;
    return { cards, nextCursor: last ? encodeCursor(last) : null };
  }
}
