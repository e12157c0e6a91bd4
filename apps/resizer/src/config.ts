import { awsSettings, httpSettings } from '@pinhole/service-kit';
import { z } from 'zod';

export const resizerConfig = z.object({
  ...httpSettings,
  ...awsSettings,
  ORIGINALS_BUCKET: z.string().min(3),
  VARIANTS_BUCKET: z.string().min(3),
  PHOTO_EVENTS_TOPIC_ARN: z.string().min(1),
  INBOX_QUEUE_URL: z.url(),
  /** Photos resized at once. Memory runs out before CPU does: a 50 MP AVIF alone takes 1.3 GB while it is decoded. */
  RESIZE_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2),
});
export type ResizerConfig = z.infer<typeof resizerConfig>;
