import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import { OutboxEntity } from '@pinhole/messaging';
import { IsNull } from 'typeorm';
import type { Mend } from './fault.js';
import { rebuild } from './rebuild.js';
import { ring } from './ring.js';
import type { Site } from './site.js';

/** Does what a mend says. Safe to repeat, and while the services run: they take every fact twice. */
export async function mend(site: Site, it: Mend): Promise<void> {
  switch (it.do) {
    case 'ring':
      return ring(site, it.photoId);
    case 'rebuild':
      return rebuild(site, it.photoId);
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
