import { OutboxEntity } from '@pinhole/messaging';
import type { AuditWish } from './audit-wish.js';
import { isOlderThan } from './circumstances.js';
import type { Findings } from './findings.js';
import { readEnvelope } from './read-envelope.js';
import type { Site } from './site.js';

/** Rows of one statement. A payload is a few kilobytes. */
const rowsMax = 500;

/** Promises are kept within a second, or as long as the topic is away. */
export async function checkOutbox({ uploads }: Site, { graceSeconds }: AuditWish, findings: Findings): Promise<void> {
  for (let after = '0'; ;) {
    const rows = await uploads.manager
      .createQueryBuilder(OutboxEntity, 'promise')
      .where('promise.sentAt IS NULL AND promise.id > :after', { after })
      .orderBy('promise.id')
      .limit(rowsMax)
      .getMany();
    for (const row of rows) check(row);
    if (rows.length < rowsMax) return;
    after = rows.at(-1)!.id;
  }

  function check({ id, name, payload, refusals }: OutboxEntity): void {
    findings.compared('outbox');
    const message = readEnvelope(payload);
    if (message && !isOlderThan(graceSeconds, message.occurredAt, new Date())) return;
    const { photoId, occurredAt } = message ?? {};
    const refused = refusals > 0 ? `, refused ${refusals} times` : '';
    const says = `${name} of ${occurredAt?.toISOString() ?? 'nobody knows when'} was never sent (outbox ${id}${refused})`;
    findings.add({ check: 'outbox', ...(photoId && { photoId }), says, mend: { do: 'send', outboxId: String(id) } });
  }
}
