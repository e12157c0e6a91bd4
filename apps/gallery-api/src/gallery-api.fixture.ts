import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { firstRecipe, photoUploaded, type OwnerId, type PhotoFacts, type PhotoId } from '@pinhole/contracts';
import { seal } from '@pinhole/messaging';
import { provision } from '@pinhole/resources/provision';
import { createLogger, newId, startHttpService } from '@pinhole/service-kit';
import { emulatorClients, startAwsEmulator, startProxyTo, through, useCredentials } from '@pinhole/testing';
import type { AwsEmulator, FaultProxy, TestDatabase } from '@pinhole/testing';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { galleryApiConfig } from './config.js';
import { galleryDataSourceOptions } from './data-source.js';
import { GalleryApiModule } from './gallery-api.module.js';

export type GalleryApi = Awaited<ReturnType<typeof startGalleryApi>>;

/** What the service needs, each behind a line that can fail. */
export type Lines = Record<'database' | 'queues', FaultProxy>;

/**
 * The service as it runs, on this database (which is stopped with it) and an emulator of its own, unless there is one to be
 * stopped with it, for tests that knock at its doors.
 */
export async function startGalleryApi(server: TestDatabase, given?: AwsEmulator) {
  const emulator = given ?? (await startAwsEmulator());
  useCredentials(emulator.settings);
  const clients = emulatorClients(emulator.settings);
  // Several services may share an emulator, and a database.
  const run = randomBytes(4).toString('hex');
  const { queues } = await provision({ prefix: `test-${run}`, ...clients });
  const QueueUrl = queues.gallery.url;
  const DATABASE_URL = await server.schemaUrl(`gallery_${run}`);
  const lines: Lines = { database: await startProxyTo(DATABASE_URL), queues: await startProxyTo(emulator.endpoint) };
  const database = await new DataSource(galleryDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 1 })).initialize();
  await database.runMigrations();
  const config = galleryApiConfig.parse({
    ...{ ...emulator.settings, AWS_ENDPOINT_URL: through(lines.queues, emulator.endpoint) },
    ...{ DATABASE_URL: through(lines.database, DATABASE_URL), INBOX_QUEUE_URL: QueueUrl },
    ...{ PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5', LOG_LEVEL: 'silent' },
  });
  const logger = createLogger('gallery-api', config.LOG_LEVEL);
  const openapi = { title: 'gallery-api', description: 'Test.', version: '1' };
  const app = await startHttpService({ name: 'gallery-api', module: GalleryApiModule.with(config), config, logger, openapi });
  return {
    url: await app.getUrl(),
    database,
    lines,
    /** Says to the inbox that a photo was uploaded. */
    async sayUploaded(said: Partial<PhotoFacts>): Promise<PhotoFacts> {
      const photo = { ...samplePhoto(), ...said };
      const original = { objectKey: 'o/00/x' as never, bytes: 1, sha256: '0'.repeat(64), type: 'image/jpeg' };
      const message = seal(photoUploaded, { photo, original, recipe: firstRecipe }, new Date());
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
      return photo;
    },
    async stop(): Promise<void> {
      await Promise.all(Object.values(lines).map((line) => line.set({ kind: 'none' })));
      await app.close();
      await database.destroy();
      clients.destroy();
      await Promise.all([emulator.stop(), server.stop(), ...Object.values(lines).map((line) => line.stop())]);
    },
  };
}

function samplePhoto(): PhotoFacts {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const texts = { title: 'Fjord', description: '', tags: [], visibility: 'public' as const };
  return { id: newId<PhotoId>(), owner, ...texts, uploadedAt: new Date().toISOString() };
}
