import { Injectable } from '@nestjs/common';
import { uuidBytes } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';
import { CardEntity } from './card.entity.js';
import { encodeCursor, type PagePosition } from './cursor.js';

export interface CardPage {
  readonly cards: CardEntity[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

@Injectable()
export class ListPhotos {
  constructor(private readonly database: DataSource) {}

  /** A page of what is listed, newest first, in one range of one index. */
  async execute(limit: number, after: PagePosition | null): Promise<CardPage> {
    const query = this.database
      .createQueryBuilder(CardEntity, 'card')
      .where('card.listed = 1')
      .orderBy('card.uploadedAt', 'DESC')
      .addOrderBy('card.id', 'DESC')
      .limit(limit + 1); // One more than asked for tells whether there is a next page.
    if (after) {
      // Not the row comparison (uploaded_at, id) < (?, ?): both MySQL and MariaDB scan the whole table for it.
      query.andWhere('card.uploadedAt <= :uploadedAt AND (card.uploadedAt < :uploadedAt OR card.id < :id)', {
        uploadedAt: after.uploadedAt,
        id: uuidBytes.to(after.id) as Buffer,
      });
    }
    const cards = await query.getMany();
    const last = cards.length > limit ? cards[limit - 1] : undefined;
    return { cards: cards.slice(0, limit), nextCursor: last ? encodeCursor(last) : null };
  }
}
