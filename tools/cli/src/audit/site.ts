import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { galleryDataSourceOptions } from '@pinhole/gallery-api';
import { ByteBudget, Originals, Variants } from '@pinhole/object-store';
import { buckets, limits, resourceNames, type BucketName } from '@pinhole/resources';
import { s3Client, sqsClient } from '@pinhole/service-kit';
import { uploadsDataSourceOptions } from '@pinhole/upload-api';
import { DataSource } from 'typeorm';
import type { AuditSettings } from './audit-settings.js';

/** Everything that a site keeps: two schemas, two buckets and all queues. */
export interface Site {
  readonly uploads: DataSource;
  readonly gallery: DataSource;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly names: ReturnType<typeof resourceNames>;
  readonly buckets: Readonly<Record<BucketName, string>>;
  readonly originals: Originals;
  readonly variants: Variants;
  close(): Promise<void>;
}

/** An audit goes through pages one after another, and looks closer at a few photos at once. */
const connectionsMax = 4;

export async function openSite(settings: AuditSettings): Promise<Site> {
  const s3 = s3Client(settings);
  const sqs = sqsClient(settings);
  const names = resourceNames(settings.RESOURCES_PREFIX);
  const bucketNames = {
    originals: settings.ORIGINALS_BUCKET ?? names.bucket(buckets.originals.name),
    variants: settings.VARIANTS_BUCKET ?? names.bucket(buckets.variants.name),
  };
  const urlOf = (DATABASE_URL: string) => ({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: connectionsMax });
  const uploads = new DataSource(uploadsDataSourceOptions(urlOf(settings.UPLOADS_DATABASE_URL)));
  const gallery = new DataSource(galleryDataSourceOptions(urlOf(settings.GALLERY_DATABASE_URL)));
  const close = async () => {
    for (const database of [uploads, gallery]) if (database.isInitialized) await database.destroy();
    for (const client of [s3, sqs]) client.destroy();
  };
  try {
    await uploads.initialize();
    await gallery.initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ uploads, gallery, s3, sqs, names, buckets: bucketNames, close },
    // Nothing is written here, so nothing is ever drawn from this budget.
    originals: new Originals(s3, bucketNames.originals, new ByteBudget(2 * limits.partBytes)),
    variants: new Variants(s3, bucketNames.variants),
  };
}
