import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { limits } from '@pinhole/resources';
import { partsOf } from '../support/sent-file.js';

/**
 * The bound of an upload: the same bytes straight to the store, in the same parts, signed and with the checksums that S3 wants
 * of everybody. They are in memory already, and nothing is done with them but this.
 */
export async function putStraight(s3: S3Client, Bucket: string, Key: string, bytes: Buffer): Promise<void> {
  const object = { Bucket, Key };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: 'CRC32' }));
  const Parts: CompletedPart[] = [];
  for (const [index, Body] of partsOf(bytes, limits.partBytes).entries()) {
    const PartNumber = index + 1;
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag, ChecksumCRC32 });
  }
  await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
}
