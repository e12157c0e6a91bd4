import { awsSettings, databaseSettings, httpSettings } from '@pinhole/service-kit';
import { z } from 'zod';

export const galleryApiConfig = z.object({
  ...httpSettings,
  ...awsSettings,
  ...databaseSettings,
  INBOX_QUEUE_URL: z.url(),
  /** Messages worked on at once. Each is two short statements, so the database's connections are the bound. */
  INBOX_CONCURRENCY: z.coerce.number().int().min(1).max(10).default(4),
});
export type GalleryApiConfig = z.infer<typeof galleryApiConfig>;
