import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { provideInboxes } from '@pinhole/messaging';
import { inboxes } from '@pinhole/resources';
import { PublicUrl, sqsClient } from '@pinhole/service-kit';
import { BuildCard } from './build-card.js';
import { CardInbox } from './card.inbox.js';
import type { GalleryApiConfig } from './config.js';
import { galleryDataSourceOptions } from './data-source.js';
import { FindPhoto } from './find-photo.js';
import { GalleryApiReadiness } from './gallery-api.readiness.js';
import { ListPhotos } from './list-photos.js';
import { PhotoPages } from './photo-pages.js';
import { PhotosController } from './photos.controller.js';

@Module({})
export class GalleryApiModule {
  static with(config: GalleryApiConfig): DynamicModule {
    return {
      module: GalleryApiModule,
      imports: [TypeOrmModule.forRoot(galleryDataSourceOptions(config))],
      controllers: [PhotosController],
      providers: [
        BuildCard,
        CardInbox,
        ListPhotos,
        FindPhoto,
        PhotoPages,
        GalleryApiReadiness,
        { provide: PublicUrl, useValue: new PublicUrl(config.PUBLIC_URL) },
        provideInboxes({ sqs: sqsClient(config), drainSeconds: config.DRAIN_SECONDS }, [
          {
            resource: inboxes.gallery,
            queueUrl: config.INBOX_QUEUE_URL,
            doors: [CardInbox],
            concurrency: config.INBOX_CONCURRENCY,
          },
        ]),
      ],
    };
  }
}
