import { Injectable } from '@nestjs/common';
import { photoRejected, photoUploaded, type Rejection } from '@pinhole/contracts';
import { Outbox, type Due, type Ledger, type NextRing } from '@pinhole/messaging';
import type { EntityManager } from 'typeorm';
import { photoFactsOf, photoUploadedOf } from './describe-upload.js';
import { UploadEntity } from './upload.entity.js';

const gaveUp: Rejection = {
  code: 'gave_up',
  detail:
    'We tried for more than an hour and could not make this photo ready. Upload it again, or wait: it may still come through.',
};

/** The ledger as the sweeper sees it: which photos still wait, and how to ring for one again. */
@Injectable()
export class UploadLedger implements Ledger<UploadEntity> {
  constructor(private readonly outbox: Outbox) {}

  claimDue(transaction: EntityManager, { ringAtMax, rungAtMax, ringsMax }: Due, rowsMax: number): Promise<UploadEntity[]> {
    return transaction
      .createQueryBuilder(UploadEntity, 'upload')
      .where('upload.ringAt <= :ringAtMax AND upload.rungAt <= :rungAtMax AND upload.rings <= :ringsMax', {
        ringAtMax,
        rungAtMax,
        ringsMax,
      })
      .orderBy('upload.ringAt')
      .limit(rowsMax)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  async ring(transaction: EntityManager, upload: UploadEntity, next: NextRing): Promise<void> {
    await this.outbox.add(transaction, photoUploaded, photoUploadedOf(upload), next.rungAt);
    await transaction.update(UploadEntity, { id: upload.id }, { ...next });
  }

  async giveUp(transaction: EntityManager, upload: UploadEntity, now: Date): Promise<void> {
    await this.outbox.add(transaction, photoRejected, { photo: photoFactsOf(upload), rejection: gaveUp }, now);
    await transaction.update(
      UploadEntity,
      { id: upload.id },
      { state: 'rejected', rejectionCode: gaveUp.code, rejectionDetail: gaveUp.detail, settledAt: now, ringAt: null },
    );
  }
}
