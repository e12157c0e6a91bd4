import { Injectable } from '@nestjs/common';
import type { PhotoId, Rejection } from '@pinhole/contracts';
import { DataSource } from 'typeorm';
import { UploadEntity } from './upload.entity.js';

/** Writes into the ledger how an upload ended. Safe to repeat, in any order: each move is one conditional UPDATE. */
@Injectable()
export class SettleUpload {
  constructor(private readonly database: DataSource) {}

  /** Wins over a rejection: whoever was given up and came through after all is ready. */
  async ready(id: PhotoId, now: Date): Promise<void> {
    await this.database
      .createQueryBuilder()
      .update(UploadEntity)
      .set({ state: 'ready', rejectionCode: null, rejectionDetail: null, settledAt: now, ringAt: null })
      .where({ id })
      .andWhere(`state <> 'ready'`)
      .execute();
  }

  async rejected(id: PhotoId, { code, detail }: Rejection, now: Date): Promise<void> {
    await this.database
      .createQueryBuilder()
      .update(UploadEntity)
      .set({ state: 'rejected', rejectionCode: code, rejectionDetail: detail, settledAt: now, ringAt: null })
      .where({ id })
      .andWhere(`state = 'processing'`)
      .execute();
  }
}
