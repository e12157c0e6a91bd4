import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { photoPage, photoUploaded, type OwnerId, type PhotoId } from '@pinhole/contracts';
import { seal } from '@pinhole/messaging';
import { provision } from '@pinhole/resources/provision';
import { createLogger, newId, startHttpService } from '@pinhole/service-kit';
import {
  emulatorClients,
  eventually,
  failoverDatabase,
  startAwsEmulator,
  useCredentials,
  type AwsEmulator,
  type EmulatorClients,
  type FailoverDatabase,
} from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { CardEntity } from './card.entity.js';
import { galleryApiConfig } from './config.js';
import { galleryDataSourceOptions } from './data-source.js';
import { GalleryApiModule } from './gallery-api.module.js';

let server: FailoverDatabase;
let emulator: AwsEmulator;
let clients: EmulatorClients;
let database: DataSource;
let queueUrl: string;
let app: INestApplication;
let url: string;

beforeAll(async () => {
  [server, emulator] = await Promise.all([failoverDatabase(), startAwsEmulator()]);
  useCredentials(emulator.settings);
  clients = emulatorClients(emulator.settings);
  const { queues } = await provision({ prefix: 'test', ...clients });
  queueUrl = queues.gallery.url;
  const DATABASE_URL = await server.schemaUrl('gallery');
  database = await new DataSource(galleryDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 1 })).initialize();
  await database.runMigrations();
  const environment = { ...emulator.settings, DATABASE_URL, PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5' };
  const config = galleryApiConfig.parse({ ...environment, LOG_LEVEL: 'silent', INBOX_QUEUE_URL: queueUrl });
  const logger = createLogger('gallery-api', config.LOG_LEVEL);
  app = await startHttpService({ name: 'gallery-api', module: GalleryApiModule.with(config), config, logger });
  url = await app.getUrl();
}, 180_000);
afterAll(async () => {
  await app?.close();
  await database?.destroy();
  clients?.destroy();
  await Promise.all([emulator?.stop(), server?.stop()]);
}, 30_000);

/** Says to the inbox that a photo was uploaded. */
async function say(): Promise<PhotoId> {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const facts = { title: '', description: '', tags: [], visibility: 'public' as const, uploadedAt: new Date().toISOString() };
  const photo = { id: newId<PhotoId>(), owner, ...facts };
  const original = { objectKey: 'o/00/x' as never, bytes: 1, sha256: '0'.repeat(64), type: 'image/jpeg' };
  const message = seal(photoUploaded, { photo, original }, new Date());
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  return photo.id;
}

const countCards = () => database.manager.count(CardEntity);

describe('a database that turns read-only, and back', () => {
  it('goes on showing photos, makes new cards within 10 s after, and those of meanwhile too', async () => {
    const first = await say();
    await eventually(async () => (await countCards()) === 1);
    const statuses: number[] = [];
    const over = new AbortController();
    const reading = (async () => {
      while (!over.signal.aborted) {
        for (const path of ['/v1/photos', `/v1/photos/${first}`]) {
          const response = await fetch(url + path);
          await response.arrayBuffer();
          statuses.push(response.status);
        }
      }
    })();
    let meanwhile: PhotoId[];
    try {
      await server.setReadOnly(true);
      meanwhile = await Promise.all(Array.from({ length: 20 }, say));
      const readsBefore = statuses.length;
      await eventually(() => statuses.length > readsBefore + 20, { withinSeconds: 30 });
      expect(await countCards()).toBe(1);
      await server.setReadOnly(false);
      const after = await say();
      await eventually(() => database.manager.existsBy(CardEntity, { id: after }), { withinSeconds: 10 });
      // What failed meanwhile comes again by itself, each time a little later.
      await eventually(async () => (await countCards()) === 22, { withinSeconds: 90 });
      meanwhile.push(after);
    } finally {
      over.abort();
      await reading;
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const page = photoPage.parse(await (await fetch(`${url}/v1/photos?limit=50`)).json());
    expect(page.items.map(({ id }) => id).toSorted()).toEqual([first, ...meanwhile].toSorted());
  }, 240_000);
});
