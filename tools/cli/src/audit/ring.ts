import { photoUploaded, type PhotoId } from '@pinhole/contracts';
import { Outbox, ringAgainAt } from '@pinhole/messaging';
import { photoUploadedOf, UploadEntity, UploadLedger } from '@pinhole/upload-api';
import type { Site } from './site.js';

/** The fact goes out once more. An operator's ring uses up none of the sweeper's. */
export async function ring({ uploads }: Site, id: PhotoId): Promise<void> {
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
