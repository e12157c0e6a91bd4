import { awsSettings, httpSettings, pictureSettings } from '@pinhole/service-kit';
import { laneNames } from '@pinhole/resources';
import { z } from 'zod';

export const resizerConfig = z.object({
  ...httpSettings,
  ...awsSettings,
  ...pictureSettings,
  ORIGINALS_BUCKET: z.string().min(3),
  VARIANTS_BUCKET: z.string().min(3),
  PHOTO_EVENTS_TOPIC_ARN: z.string().min(1),
  RESIZE_PREVIEW_QUEUE_URL: z.url(),
  RESIZE_FULL_QUEUE_URL: z.url(),
  RESIZE_BACKFILL_QUEUE_URL: z.url(),
  /** Which of its inboxes it reads, so that each can be scaled alone. Their precedence is always the same. */
  LANES: z
    .string()
    .default(laneNames.join(','))
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(laneNames)).min(1))
    .transform((wanted) => laneNames.filter((lane) => wanted.includes(lane))),
  /** Photos decoded at once in each lane, each in a child process of its own. */
  RESIZE_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(2),
  /**
   * What all of them may take together beyond an idle child's memory, as predicted from their headers, in bytes: a phone's JPEG
   * counts 250 MB, a 50 MP AVIF 1.5 GB. Who finds no room waits; what is larger than all of it is made alone.
   */
  RESIZE_MEMORY_BYTES: z.coerce.number().int().positive().default(1_500_000_000),
  /** An allocator, such as jemalloc, that the children are to have too. They are told nothing else of the environment. */
  LD_PRELOAD: z.string().optional(),
});
export type ResizerConfig = z.infer<typeof resizerConfig>;
