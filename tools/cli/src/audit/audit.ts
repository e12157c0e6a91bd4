import type { AuditWish } from './audit-wish.js';
import { checkOpenUploads } from './check-open-uploads.js';
import { checkOutbox } from './check-outbox.js';
import { checkPhotos } from './check-photos.js';
import { checkQueues } from './check-queues.js';
import type { Fault } from './fault.js';
import { Findings } from './findings.js';
import type { Site } from './site.js';

/** Holds all that a site keeps against what must hold. Reads only. */
export async function audit(site: Site, wish: AuditWish, onFault?: (fault: Fault) => void): Promise<Findings> {
  const findings = new Findings(wish.shownMax, onFault);
  for (const check of [checkPhotos, checkOutbox, checkOpenUploads, checkQueues]) await check(site, wish, findings);
  return findings;
}
