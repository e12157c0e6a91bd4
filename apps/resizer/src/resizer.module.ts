import { Module, type DynamicModule } from '@nestjs/common';
import { PhotoEvents, provideInboxes, type InboxSetup } from '@pinhole/messaging';
import { ByteBudget, Originals, Variants } from '@pinhole/object-store';
import { inboxes, laneInbox, limits, type LaneName } from '@pinhole/resources';
import { s3Client, snsClient, sqsClient } from '@pinhole/service-kit';
import { BackfillInbox } from './backfill.inbox.js';
import { provideSafePictures, type ChildrenSetup } from './children/children.host.js';
import type { ResizerConfig } from './config.js';
import { PreviewPhoto } from './preview-photo.js';
import { PreviewInbox } from './preview.inbox.js';
import { ResizePhoto } from './resize-photo.js';
import { ResizeInbox } from './resize.inbox.js';
import { ResizerReadiness } from './resizer.readiness.js';

@Module({})
export class ResizerModule {
  static with(config: ResizerConfig): DynamicModule {
    const s3 = s3Client(config);
    // Originals are only read here, so nothing is ever drawn from this budget.
    const budget = new ByteBudget(2 * limits.partBytes);
    return {
      module: ResizerModule,
      providers: [
        ...[PreviewPhoto, ResizePhoto, PreviewInbox, ResizeInbox, BackfillInbox],
        ResizerReadiness,
        ...provideSafePictures(childrenOf(config)),
        { provide: Originals, useValue: new Originals(s3, config.ORIGINALS_BUCKET, budget) },
        { provide: Variants, useValue: new Variants(s3, config.VARIANTS_BUCKET) },
        { provide: PhotoEvents, useValue: new PhotoEvents(snsClient(config), config.PHOTO_EVENTS_TOPIC_ARN) },
        provideInboxes({ sqs: sqsClient(config), drainSeconds: config.DRAIN_SECONDS, inOrder: true }, inboxesOf(config)),
      ],
    };
  }
}

/** In the order of precedence. */
function inboxesOf(config: ResizerConfig): InboxSetup[] {
  const lanes: Record<LaneName, Pick<InboxSetup, 'queueUrl' | 'doors'>> = {
    preview: { queueUrl: config.RESIZE_PREVIEW_QUEUE_URL, doors: [PreviewInbox] },
    full: { queueUrl: config.RESIZE_FULL_QUEUE_URL, doors: [ResizeInbox] },
    backfill: { queueUrl: config.RESIZE_BACKFILL_QUEUE_URL, doors: [BackfillInbox] },
  };
  const concurrency = inHand(config);
  return config.LANES.map((lane) => ({ ...lanes[lane], resource: inboxes[laneInbox[lane]], concurrency: concurrency[lane] }));
}

/** A preview is fetched and told of for as long as it is decoded: one more of them keeps the processors busy. */
function inHand({ RESIZE_CONCURRENCY: most }: ResizerConfig): Record<LaneName, number> {
  return { preview: most + 1, full: most, backfill: most };
}

function childrenOf(config: ResizerConfig): ChildrenSetup {
  const { LANES, RESIZE_MEMORY_BYTES, LD_PRELOAD, TAKE_HEIC } = config;
  // glibc gives each thread arenas of its own, and each keeps what pictures leave in it: one is enough. jemalloc does not ask.
  const environment = { MALLOC_ARENA_MAX: '1', ...(LD_PRELOAD === undefined ? {} : { LD_PRELOAD }) };
  const choice = { takesHeic: TAKE_HEIC };
  // A preview waits for no ladder. Ladders of both lanes share children: backfill makes some only where the full lane has none.
  const makesLadders = LANES.includes('full') || LANES.includes('backfill');
  const { preview, full } = inHand(config);
  const count = (LANES.includes('preview') ? preview : 0) + (makesLadders ? full : 0);
  return { count, memoryBytesMax: RESIZE_MEMORY_BYTES, environment, choice };
}
