import { ListMultipartUploadsCommand, type ListMultipartUploadsCommandOutput, type MultipartUpload } from '@aws-sdk/client-s3';
import { buckets, type BucketName } from '@pinhole/resources';
import type { AuditWish } from './audit-wish.js';
import { isOlderThan } from './circumstances.js';
import type { Findings } from './findings.js';
import type { Site } from './site.js';

const daySeconds = 24 * 60 * 60;

/** A store that cannot list them answers with something else: a listing of objects. */
const cannotBeAsked = 'this store does not list multipart uploads';

/** Parts that nobody completed cost money and show nowhere. The bucket's own rule ends them after a day, unless it is broken. */
export async function checkOpenUploads(site: Site, { graceSeconds, atRest }: AuditWish, findings: Findings): Promise<void> {
  for (const bucket of Object.keys(buckets) as BucketName[]) {
    const graceDays = buckets[bucket].abortIncompleteMultipartUploadDays;
    const ageMax = atRest ? graceSeconds : graceDays * daySeconds + graceSeconds;
    for await (const { Key: objectKey, UploadId: uploadId, Initiated } of openUploads(site, bucket, findings)) {
      findings.compared('open-uploads');
      if (objectKey === undefined || uploadId === undefined || Initiated === undefined) continue;
      if (!isOlderThan(ageMax, Initiated, new Date())) continue;
      const says = `${objectKey} has had an open multipart upload since ${Initiated.toISOString()}`;
      findings.add({ check: 'open-uploads', says, mend: { do: 'abort', bucket, objectKey, uploadId } });
    }
  }
}

async function* openUploads({ s3, buckets }: Site, bucket: BucketName, findings: Findings): AsyncGenerator<MultipartUpload> {
  for (let KeyMarker: string | undefined, UploadIdMarker: string | undefined; ;) {
    const page: ListMultipartUploadsCommandOutput = await s3.send(
      new ListMultipartUploadsCommand({ Bucket: buckets[bucket], KeyMarker, UploadIdMarker }),
    );
    if (page.MaxUploads === undefined) return findings.unasked('open-uploads', cannotBeAsked);
    yield* page.Uploads ?? [];
    if (!page.IsTruncated) return;
    KeyMarker = page.NextKeyMarker;
    UploadIdMarker = page.NextUploadIdMarker;
  }
}
