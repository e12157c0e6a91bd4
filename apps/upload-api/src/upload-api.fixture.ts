import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { Originals } from '@pinhole/object-store';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { createLogger, startHttpService, type Logger } from '@pinhole/service-kit';
import {
  emulatorClients,
  makePhoto,
  startAwsEmulator,
  startProxyTo,
  testDatabase,
  through,
  useCredentials,
  withProvidersOf,
  type AwsEmulator,
  type EmulatorClients,
  type FaultProxy,
  type TestDatabase,
} from '@pinhole/testing';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { uploadApiConfig } from './config.js';
import { uploadsDataSourceOptions } from './data-source.js';
import { UploadApiModule } from './upload-api.module.js';
import { UploadEntity } from './upload.entity.js';

/** A part of a form: a text, or a file with its name. */
export type Entry = [name: string, value: string | Blob, fileName?: string];

/** What the service needs, each behind a line that can fail: its database, S3, and SNS with SQS. */
export type Lines = Record<'database' | 'store' | 'queues', FaultProxy>;

/** Servers that are there already, and are stopped with the service unless `stop` does nothing. */
export interface Servers {
  readonly server?: TestDatabase;
  readonly emulator?: AwsEmulator;
  readonly logger?: Logger;
}

/** The service as it runs, with a database and an emulator of its own unless given, for tests that knock at its doors. */
export async function startUploadApi(environment: Record<string, string>, servers: Servers = {}) {
  const parts = await startParts(servers);
  const { clients, provisioned, server, emulator, lines } = parts;
  const { buckets, topicArn, queues } = provisioned;
  const config = uploadApiConfig.parse({
    ...{ ...emulator.settings, AWS_ENDPOINT_URL: through(lines.queues, emulator.endpoint) },
    ...{ DATABASE_URL: parts.databaseUrl, PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5', LOG_LEVEL: 'silent' },
    ...{ ORIGINALS_BUCKET: buckets.originals, PHOTO_EVENTS_TOPIC_ARN: topicArn, INBOX_QUEUE_URL: queues.upload.url },
    ...environment,
  });
  const logger = servers.logger ?? createLogger('upload-api', config.LOG_LEVEL);
  const openapi = { title: 'upload-api', description: 'Test.', version: '1' };
  const storeConfig = { ...config, AWS_ENDPOINT_URL: through(lines.store, emulator.endpoint) };
  const module = withProvidersOf(UploadApiModule.with(config, logger), UploadApiModule.with(storeConfig, logger), [Originals]);
  const app = await startHttpService({ name: 'upload-api', module, config, logger, openapi });
  const stop = async () => {
    await Promise.all(Object.values(lines).map((line) => line.set({ kind: 'none' })));
    await app.close();
    await parts.database.destroy();
    clients.destroy();
    await Promise.all([emulator.stop(), server.stop(), ...Object.values(lines).map((line) => line.stop())]);
  };
  const jpeg = await makePhoto({ width: 400, height: 300 });
  return new UploadApi(await app.getUrl(), jpeg, parts.database, clients, provisioned, lines, stop);
}

async function startParts(servers: Servers) {
  const [server, emulator] = await Promise.all([servers.server ?? testDatabase(), servers.emulator ?? startAwsEmulator()]);
  useCredentials(emulator.settings);
  const clients = emulatorClients(emulator.settings);
  // Several services may share an emulator, and a database.
  const run = randomBytes(4).toString('hex');
  const provisioned = await provision({ prefix: `test-${run}`, ...clients });
  const DATABASE_URL = await server.schemaUrl(`uploads_${run}`);
  const database = await new DataSource(uploadsDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 2 })).initialize();
  await database.runMigrations();
  const lines: Lines = {
    database: await startProxyTo(DATABASE_URL),
    store: await startProxyTo(emulator.endpoint),
    queues: await startProxyTo(emulator.endpoint),
  };
  return { server, emulator, clients, provisioned, database, lines, databaseUrl: through(lines.database, DATABASE_URL) };
}

export class UploadApi {
  constructor(
    readonly url: string,
    /** A photo that would be taken. */
    readonly jpeg: Uint8Array,
    readonly database: DataSource,
    readonly clients: EmulatorClients,
    readonly provisioned: Provisioned,
    readonly lines: Lines,
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
