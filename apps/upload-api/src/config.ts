import { limits } from '@pinhole/resources';
import { awsSettings, databaseSettings, httpSettings, pictureSettings } from '@pinhole/service-kit';
import { z } from 'zod';

const MiB = 1024 * 1024;

export const uploadApiConfig = z.object({
  ...httpSettings,
  ...awsSettings,
  ...databaseSettings,
  ...pictureSettings,
  ORIGINALS_BUCKET: z.string().min(3),
  PHOTO_EVENTS_TOPIC_ARN: z.string().min(1),
  INBOX_QUEUE_URL: z.url(),
  /** The largest file taken, in bytes. */
  UPLOAD_BYTES_MAX: z.coerce.number().int().positive().default(limits.uploadBytesMax),
  /** What all uploads together may hold in part buffers, in bytes. Two parts at least: one that fills and one that is sent. */
  UPLOAD_BUFFER_BYTES: z.coerce
    .number()
    .int()
    .min(2 * limits.partBytes)
    .default(48 * MiB),
  /** Messages worked on at once. Each is one short statement. */
  INBOX_CONCURRENCY: z.coerce.number().int().min(1).max(10).default(2),
});
export type UploadApiConfig = z.infer<typeof uploadApiConfig>;
