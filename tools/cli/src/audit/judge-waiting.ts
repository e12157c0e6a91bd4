import { isOlderThan, type Circumstances } from './circumstances.js';
import type { Fault } from './fault.js';
import type { PhotoFacts } from './photo-facts.js';

/**
 * The schedule of rings ends: whoever has had the last one is given up. So a row that is rung for in time is settled one day, and
 * one whose next ring is overdue, or that has none, may wait for ever.
 */
export function judgeWaiting({ id, upload }: PhotoFacts, { now, graceSeconds, atRest }: Circumstances): Fault[] {
  if (!upload) return [];
  // A ring settles nothing twice: a row that lies about its end needs a person.
  if (upload.state !== 'processing')
    return upload.settledAt === null ? [{ check: 'ledger', photoId: id, says: `is ${upload.state} and was never settled` }] : [];
  const fault = (says: string): Fault[] => [{ check: 'ledger', photoId: id, says, mend: { do: 'ring', photoId: id } }];
  if (atRest) return fault(`is not settled, since ${upload.receivedAt.toISOString()}`);
  if (upload.ringAt === null) return fault('is not settled, and nobody will ring for it again');
  if (isOlderThan(graceSeconds, upload.ringAt, now))
    return fault(`is not settled, and its ring of ${upload.ringAt.toISOString()} is overdue`);
  return [];
}
