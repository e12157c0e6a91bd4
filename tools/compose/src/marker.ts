import { CreateBucketCommand, HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

const key = 'marker';
const text = 'As long as this is here, the emulator has forgotten nothing.\n';

/**
 * An object that is there as long as the emulator has forgotten nothing. It has a bucket of its own, so that it can be there
 * before the photos' buckets are: from the moment these exist, photos may be accepted, and must be counted as kept.
 */
export class Marker {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  async exists(): Promise<boolean> {
    try {
      await this.s3.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  /** Asked for only where it is not there, though its bucket may be. */
  async write(): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: this.bucket }));
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: text }));
  }
}
