import { Module, type DynamicModule } from '@nestjs/common';
import { PhotoEvents, provideInboxes } from '@pinhole/messaging';
import { ByteBudget, Originals, Variants } from '@pinhole/object-store';
import { inboxes, limits } from '@pinhole/resources';
import { s3Client, snsClient, sqsClient } from '@pinhole/service-kit';
import { provideSafePictures, type ChildrenSetup } from './children/children.host.js';
import type { ResizerConfig } from './config.js';
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
        ResizePhoto,
        ResizeInbox,
        ResizerReadiness,
        ...provideSafePictures(childrenOf(config)),
        { provide: Originals, useValue: new Originals(s3, config.ORIGINALS_BUCKET, budget) },
        { provide: Variants, useValue: new Variants(s3, config.VARIANTS_BUCKET) },
        { provide: PhotoEvents, useValue: new PhotoEvents(snsClient(config), config.PHOTO_EVENTS_TOPIC_ARN) },
        provideInboxes({ sqs: sqsClient(config), drainSeconds: config.DRAIN_SECONDS }, [
          {
            resource: inboxes['resize-full'],
            queueUrl: config.INBOX_QUEUE_URL,
            doors: [ResizeInbox],
            concurrency: config.RESIZE_CONCURRENCY,
          },
        ]),
      ],
    };
  }
}

function childrenOf({ RESIZE_CONCURRENCY, RESIZE_MEMORY_BYTES, LD_PRELOAD, TAKE_HEIC }: ResizerConfig): ChildrenSetup {
  // glibc gives each thread arenas of its own, and each keeps what pictures leave in it: one is enough. jemalloc does not ask.
  const environment = { MALLOC_ARENA_MAX: '1', ...(LD_PRELOAD === undefined ? {} : { LD_PRELOAD }) };
  const choice = { takesHeic: TAKE_HEIC };
  return { count: RESIZE_CONCURRENCY, memoryBytesMax: RESIZE_MEMORY_BYTES, environment, choice };
}
