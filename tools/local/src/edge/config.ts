import { limits } from '@pinhole/resources';
import { awsSettings, httpSettings } from '@pinhole/service-kit/plain';
import { z } from 'zod';

const MiB = 1024 * 1024;

export const edgeConfig = z.object({
  ...httpSettings,
  ...awsSettings,
  UPLOAD_API_URL: z.url(),
  GALLERY_API_URL: z.url(),
  /** Only asked whether it is ready: nothing is routed to it. */
  RESIZER_URL: z.url(),
  /** The folder of the built site. */
  SITE_DIR: z.string().min(1),
  VARIANTS_BUCKET: z.string().min(3),
  /** All that the edge keeps of others' answers: stored, being collected, and on its way to slow readers. */
  EDGE_CACHE_BYTES_MAX: z.coerce.number().int().min(MiB).default(limits.edgeCacheBytesMax),
});
export type EdgeConfig = z.infer<typeof edgeConfig>;
