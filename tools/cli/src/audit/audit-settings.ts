import { awsSettings, databaseSettings } from '@pinhole/service-kit';
import { z } from 'zod';

/** Where everything is that an audit looks at. `npm start` tells these itself. */
export const auditSettings = z.object({
  ...awsSettings,
  UPLOADS_DATABASE_URL: databaseSettings.DATABASE_URL,
  GALLERY_DATABASE_URL: databaseSettings.DATABASE_URL,
  /** What the names of queues begin with, and those of the buckets unless they are given. */
  RESOURCES_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('pinhole'),
  ORIGINALS_BUCKET: z.string().min(3).optional(),
  VARIANTS_BUCKET: z.string().min(3).optional(),
});
export type AuditSettings = z.infer<typeof auditSettings>;
