import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';

/** The bucket, with its own rule that forgets the parts of uploads nobody finished. */
export async function provisionBucket(
  s3: S3Client,
  name: string,
  { abortIncompleteMultipartUploadDays }: { abortIncompleteMultipartUploadDays: number },
): Promise<string> {
  await createUnlessOurs(s3, name);
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: name,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'abort-incomplete-uploads',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortIncompleteMultipartUploadDays },
          },
        ],
      },
    }),
  );
  return name;
}

async function createUnlessOurs(s3: S3Client, name: string): Promise<void> {
  const region = await s3.config.region();
  // us-east-1 is the one region that must not be named.
  const place =
    region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
  try {
    await s3.send(new CreateBucketCommand({ Bucket: name, ...place }));
  } catch (error) {
    // Only ours will do: BucketAlreadyExists says that it is somebody else's.
    if (!(error instanceof S3ServiceException && error.name === 'BucketAlreadyOwnedByYou')) throw error;
  }
}
