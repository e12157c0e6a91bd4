import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import { photoUploaded, type PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { Outbox, OutboxEntity, ringAgainAt } from '@pinhole/messaging';
import { photoUploadedOf, UploadEntity, UploadLedger } from '@pinhole/upload-api';
import { IsNull } from 'typeorm';
import type { Mend } from './fault.js';
import type { Site } from './site.js';

/** Does what a mend says. Safe to repeat, and while the services run: they take every fact twice. */
export async function mend(site: Site, it: Mend): Promise<void> {
  switch (it.do) {
    case 'ring':
      return ring(site, it.photoId);
    case 'rebuild':
      // At revision 0 a card shows what it shows, and takes the next making, the same one included.
      await site.gallery.manager.update(CardEntity, { id: it.photoId }, { revision: 0 });
      return ring(site, it.photoId);
    case 'send':
      // Its lease is over long ago: nobody has it.
      await site.uploads.manager.update(OutboxEntity, { id: it.outboxId, sentAt: IsNull() }, { dueAt: () => 'UTC_TIMESTAMP(3)' });
      return;
    case 'remove':
      return site[it.bucket].delete(it.objectKey);
    case 'abort': {
      const { bucket, objectKey: Key, uploadId: UploadId } = it;
      await site.s3.send(new AbortMultipartUploadCommand({ Bucket: site.buckets[bucket], Key, UploadId }));
      return;
    }
    default:
      return it satisfies never;
  }
}

/** The fact goes out once more. An operator's ring uses up none of the sweeper's. */
async function ring({ uploads }: Site, id: PhotoId): Promise<void> {
  const outbox = new Outbox();
  await uploads.transaction('READ COMMITTED', async (transaction) => {
    const upload = await transaction.findOne(UploadEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!upload) return;
    const now = new Date();
    const { state, rings } = upload;
    if (state !== 'processing') return outbox.add(transaction, photoUploaded, photoUploadedOf(upload), now);
    await new UploadLedger(outbox).ring(transaction, upload, { rings, rungAt: now, ringAt: ringAgainAt(now, rings) });
  });
}
