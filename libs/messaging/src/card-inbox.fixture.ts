import { photoPreviewed, photoRejected, photoResized, photoUploaded } from '@pinhole/contracts';
import type { PhotoFacts } from '@pinhole/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnMessage } from './on-message.js';

/** A reader as small as one can be: a card only ever moves forward, so that every message may come twice, late or in another order. */
@Injectable()
export class CardInbox {
  constructor(private readonly database: DataSource) {}

  static async createTable(database: DataSource): Promise<void> {
    await database.query('CREATE TABLE card (id CHAR(36) NOT NULL PRIMARY KEY, stage INT NOT NULL, heard INT NOT NULL)');
  }

  @OnMessage(photoUploaded)
  onUploaded({ photo }: { photo: PhotoFacts }): Promise<void> {
    return this.moveTo(1, photo);
  }

  /** To so small a card a preview says no more than that the photo is there. */
  @OnMessage(photoPreviewed)
  onPreviewed({ photo }: { photo: PhotoFacts }): Promise<void> {
    return this.moveTo(1, photo);
  }

  @OnMessage(photoResized)
  onResized({ photo }: { photo: PhotoFacts }): Promise<void> {
    return this.moveTo(3, photo);
  }

  @OnMessage(photoRejected)
  onRejected({ photo }: { photo: PhotoFacts }): Promise<void> {
    return this.moveTo(2, photo);
  }

  private async moveTo(stage: number, { id }: PhotoFacts): Promise<void> {
    await this.database.query(
      'INSERT INTO card VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE stage = GREATEST(stage, VALUES(stage)), heard = heard + 1',
      [id, stage],
    );
  }
}
