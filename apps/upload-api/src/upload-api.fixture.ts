import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { createLogger, startHttpService } from '@pinhole/service-kit';
import {
  emulatorClients,
  makePhoto,
  startAwsEmulator,
  startProxy,
  testDatabase,
  useCredentials,
  type EmulatorClients,
  type FaultProxy,
  type TestDatabase,
} from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { uploadApiConfig } from './config.js';
import { uploadsDataSourceOptions } from './data-source.js';
import { UploadApiModule } from './upload-api.module.js';
import { UploadEntity } from './upload.entity.js';

/** A part of a form: a text, or a file with its name. */
export type Entry = [name: string, value: string | Blob, fileName?: string];

/** The service as it runs, with a database (the given one, which is stopped with it) and an emulator of its own, for tests that knock at its doors. */
export async function startUploadApi(environment: Record<string, string>, given?: TestDatabase) {
  const parts = await startParts(given);
  const { clients, provisioned, server, emulator, databaseLine } = parts;
  const { buckets, topicArn, queues } = provisioned;
  const config = uploadApiConfig.parse({
    ...emulator.settings,
    ...{ DATABASE_URL: parts.proxiedUrl, PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5', LOG_LEVEL: 'silent' },
    ...{ ORIGINALS_BUCKET: buckets.originals, PHOTO_EVENTS_TOPIC_ARN: topicArn, INBOX_QUEUE_URL: queues.upload.url },
    ...environment,
  });
  const logger = createLogger('upload-api', config.LOG_LEVEL);
  const openapi = { title: 'upload-api', description: 'Test.', version: '1' };
  const app = await startHttpService({
    name: 'upload-api',
    module: UploadApiModule.with(config, logger),
    config,
    logger,
    openapi,
  });
  const stop = async () => {
    await app.close();
    await parts.database.destroy();
    clients.destroy();
    await Promise.all([emulator.stop(), server.stop(), databaseLine.stop()]);
  };
  return new UploadApi(
    await app.getUrl(),
    await makePhoto({ width: 400, height: 300 }),
    parts.database,
    clients,
    provisioned,
    databaseLine,
    stop,
  );
}

async function startParts(given?: TestDatabase) {
  const [server, emulator] = await Promise.all([given ?? testDatabase(), startAwsEmulator()]);
  useCredentials(emulator.settings);
  const clients = emulatorClients(emulator.settings);
  const provisioned = await provision({ prefix: 'test', ...clients });
  const DATABASE_URL = await server.schemaUrl('uploads');
  const database = await new DataSource(uploadsDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 2 })).initialize();
  await database.runMigrations();
  const proxied = new URL(DATABASE_URL);
  const databaseLine = await startProxy(Number(proxied.port || 3306));
  [proxied.hostname, proxied.port] = ['127.0.0.1', String(databaseLine.port)];
  return { server, emulator, clients, provisioned, database, databaseLine, proxiedUrl: proxied.href };
}

export class UploadApi {
  constructor(
    readonly url: string,
    /** A photo that would be taken. */
    readonly jpeg: Uint8Array,
    readonly database: DataSource,
    readonly clients: EmulatorClients,
    readonly provisioned: Provisioned,
    /** Between the service and its database. */
    readonly databaseLine: FaultProxy,
    readonly stop: () => Promise<void>,
  ) {}

  file(bytes: Uint8Array = this.jpeg, name = 'IMG_0001.jpg', field = 'file'): Entry {
    return [field, new Blob([Buffer.from(bytes)]), name];
  }

  post(...entries: Entry[]): Promise<Response> {
    const form = new FormData();
    for (const [name, value, fileName] of entries) {
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, fileName);
    }
    return fetch(`${this.url}/v1/uploads`, { method: 'POST', body: form });
  }

  /** How much there is: a refused upload must not change it. */
  async kept(): Promise<{ rows: number; objects: number }> {
    const { KeyCount = 0 } = await this.clients.s3.send(new ListObjectsV2Command({ Bucket: this.provisioned.buckets.originals }));
    return { rows: await this.database.manager.count(UploadEntity), objects: KeyCount };
  }
}
