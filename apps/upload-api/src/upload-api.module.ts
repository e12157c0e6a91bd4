import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PhotoEvents, provideInboxes, provideSweeper, relayProviders } from '@pinhole/messaging';
import { ByteBudget, Originals } from '@pinhole/object-store';
import { inboxes } from '@pinhole/resources';
import { PublicUrl, s3Client, snsClient, sqsClient, type Logger } from '@pinhole/service-kit';
import { AcceptUpload } from './accept-upload.js';
import { CapabilitiesController } from './capabilities.controller.js';
import type { UploadApiConfig } from './config.js';
import { uploadsDataSourceOptions } from './data-source.js';
import { FindUpload } from './find-upload.js';
import { SettleInbox } from './settle.inbox.js';
import { SettleUpload } from './settle-upload.js';
import { StoreOriginal } from './store-original.js';
import { UploadApiReadiness } from './upload-api.readiness.js';
import { UploadLedger } from './upload-ledger.js';
import { UploadLimits } from './upload-limits.js';
import { UploadsController } from './uploads.controller.js';

@Module({})
export class UploadApiModule {
  static with(config: UploadApiConfig, logger: Logger): DynamicModule {
    const originals = new Originals(s3Client(config), config.ORIGINALS_BUCKET, new ByteBudget(config.UPLOAD_BUFFER_BYTES), {
      onLeftBehind: (objectKey, error) => logger.error('original.orphaned', error, { objectKey }),
    });
    return {
      module: UploadApiModule,
      imports: [TypeOrmModule.forRoot(uploadsDataSourceOptions(config))],
      controllers: [UploadsController, CapabilitiesController],
      providers: [
        AcceptUpload,
        StoreOriginal,
        FindUpload,
        SettleUpload,
        SettleInbox,
        UploadLedger,
        UploadApiReadiness,
        { provide: Originals, useValue: originals },
        { provide: PhotoEvents, useValue: new PhotoEvents(snsClient(config), config.PHOTO_EVENTS_TOPIC_ARN) },
        { provide: UploadLimits, useValue: new UploadLimits(config.UPLOAD_BYTES_MAX, config.TAKE_HEIC) },
        { provide: PublicUrl, useValue: new PublicUrl(config.PUBLIC_URL) },
        ...relayProviders,
        ...provideSweeper(UploadLedger),
        provideInboxes({ sqs: sqsClient(config), drainSeconds: config.DRAIN_SECONDS }, [
          {
            resource: inboxes.upload,
            queueUrl: config.INBOX_QUEUE_URL,
            doors: [SettleInbox],
            concurrency: config.INBOX_CONCURRENCY,
          },
        ]),
      ],
    };
  }
}
