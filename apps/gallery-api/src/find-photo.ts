import { Injectable } from '@nestjs/common';
import type { PhotoId } from '@pinhole/contracts';
import { DataSource } from 'typeorm';
import { CardEntity } from './card.entity.js';
import { PhotoNotFound } from './photo.errors.js';

@Injectable()
export class FindPhoto {
  constructor(private readonly database: DataSource) {}

  /** Any photo by its id: unlisted ones are open to whoever has the link, rejected ones say why. */
  async execute(id: PhotoId): Promise<CardEntity> {
    const card = await this.database.manager.findOneBy(CardEntity, { id });
    if (!card) throw new PhotoNotFound(id);
    return card;
  }
}
