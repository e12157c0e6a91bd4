import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { photoUploaded, type OwnerId, type PhotoFacts, type PhotoId } from '@pinhole/contracts';
import { seal } from '@pinhole/messaging';
import { provision } from '@pinhole/resources/provision';
import { createLogger, newId, startHttpService } from '@pinhole/service-kit';
import { emulatorClients, startAwsEmulator, useCredentials, type TestDatabase } from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { galleryApiConfig } from './config.js';
import { galleryDataSourceOptions } from './data-source.js';
import { GalleryApiModule } from './gallery-api.module.js';

export type GalleryApi = Awaited<ReturnType<typeof startGalleryApi>>;

/** The service as it runs, on this database (which is stopped with it) and an emulator of its own, for tests that knock at its doors. */
export async function startGalleryApi(server: TestDatabase) {
  const emulator = await startAwsEmulator();
  useCredentials(emulator.settings);
  const clients = emulatorClients(emulator.settings);
  const { queues } = await provision({ prefix: 'test', ...clients });
  const QueueUrl = queues.gallery.url;
  const DATABASE_URL = await server.schemaUrl('gallery');
  const database = await new DataSource(galleryDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 1 })).initialize();
  await database.runMigrations();
  const environment = { ...emulator.settings, DATABASE_URL, PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5' };
  const config = galleryApiConfig.parse({ ...environment, LOG_LEVEL: 'silent', INBOX_QUEUE_URL: QueueUrl });
  const logger = createLogger('gallery-api', config.LOG_LEVEL);
  const openapi = { title: 'gallery-api', description: 'Test.', version: '1' };
  const app = await startHttpService({ name: 'gallery-api', module: GalleryApiModule.with(config), config, logger, openapi });
  return {
    url: await app.getUrl(),
    database,
    /** Says to the inbox that a photo was uploaded. */
    async sayUploaded(said: Partial<PhotoFacts>): Promise<PhotoFacts> {
      const photo = { ...samplePhoto(), ...said };
      const original = { objectKey: 'o/00/x' as never, bytes: 1, sha256: '0'.repeat(64), type: 'image/jpeg' };
      const message = seal(photoUploaded, { photo, original }, new Date());
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
      return photo;
    },
    async stop(): Promise<void> {
      await app.close();
      await database.destroy();
      clients.destroy();
      await Promise.all([emulator.stop(), server.stop()]);
    },
  };
}

function samplePhoto(): PhotoFacts {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const texts = { title: 'Fjord', description: '', tags: [], visibility: 'public' as const };
  return { id: newId<PhotoId>(), owner, ...texts, uploadedAt: new Date().toISOString() };
}
