import { isOlderThan, type Circumstances } from './circumstances.js';
import type { Fault } from './fault.js';
import type { CardFacts, PhotoFacts, UploadFacts } from './photo-facts.js';

/** Ledger and card hear of a photo by different messages, and agree in the end. */
export function judgeCard({ id, upload, card }: PhotoFacts, around: Circumstances): Fault[] {
  const isOld = (moment: Date) => isOlderThan(around.graceSeconds, moment, around.now);
  const fault = (says: string, mendable = true): Fault[] => [
    { check: 'cards', photoId: id, says, ...(mendable && { mend: { do: 'rebuild', photoId: id } }) },
  ];
  if (!upload) {
    // Whose it is, and what it was made of, no store could tell again.
    return card && isOld(card.uploadedAt) ? fault(`is ${card.state} on its card, and no upload knows it`, false) : [];
  }
  if (!card) return isOld(upload.receivedAt) ? fault(`is ${upload.state} in the ledger, and has no card`) : [];
  if (upload.settledAt === null || !isOld(upload.settledAt)) return [];
  if (upload.state !== card.state) return fault(`is ${upload.state} in the ledger, and ${card.state} on its card`);
  return upload.state === 'rejected' ? withReason(upload, card) : [];

  function withReason({ rejectionCode, rejectionDetail }: UploadFacts, { rejection }: CardFacts): Fault[] {
    const isTold = rejectionCode && rejectionDetail && rejection?.code && rejection.detail;
    return isTold ? [] : fault('was rejected, and nobody is told why', false);
  }
}
