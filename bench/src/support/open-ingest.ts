import http from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '@pinhole/local';
import { provision } from '@pinhole/resources/provision';
import { emulatorClients, startAwsEmulator, testDatabase, type Child, type EmulatorClients } from '@pinhole/testing';
import { openWhole } from './open-whole.js';
import { runService, runToItsEnd, urlOf } from './run-script.js';
import { TemporaryFolder } from './temporary-folder.js';

const stopSecondsMax = 10;

/** The way that a photo comes in, and nothing that does anything with it afterwards. */
export interface Ingest {
  readonly uploadApi: Child;
  readonly edge: Child;
  readonly edgeUrl: string;
  /** Past both: the bucket of the originals. */
  readonly bucket: string;
  readonly clients: EmulatorClients;
  readonly agent: http.Agent;
  stop(): Promise<void>;
}

export function openIngest(): Promise<Ingest> {
  return openWhole(openAll);
}

async function openAll(opened: AsyncDisposableStack): Promise<Ingest> {
  const folder = opened.use(new TemporaryFolder());
  const database = await testDatabase();
  opened.defer(() => database.stop());
  const emulator = await startAwsEmulator({ folder: folder.path });
  opened.defer(() => emulator.stop());
  const clients = emulatorClients(emulator.settings);
  opened.defer(() => clients.destroy());
  const { buckets, queues, topicArn } = await provision({ prefix: 'bench', ...clients });

  const DATABASE_URL = await database.schemaUrl('uploads');
  await runToItsEnd('apps/upload-api/dist/migrate.main.js', { DATABASE_URL });
  const common = { ...emulator.settings, PORT: '0', PUBLIC_URL: 'http://127.0.0.1:8080' };
  const stores = { ORIGINALS_BUCKET: buckets.originals, PHOTO_EVENTS_TOPIC_ARN: topicArn, INBOX_QUEUE_URL: queues.upload.url };
  const uploadApi = runService('upload-api', { ...common, ...stores, DATABASE_URL });
  opened.defer(() => uploadApi.stop(stopSecondsMax));
  const uploadApiUrl = await urlOf(uploadApi);
  // Nobody asks for the gallery or the resizer.
  const services = { UPLOAD_API_URL: uploadApiUrl, GALLERY_API_URL: uploadApiUrl, RESIZER_URL: uploadApiUrl };
  const site = { SITE_DIR: join(projectRoot, 'apps/site/dist'), VARIANTS_BUCKET: buckets.variants };
  const edge = runService('edge', { ...common, ...services, ...site });
  opened.defer(() => edge.stop(stopSecondsMax));
  const agent = new http.Agent({ keepAlive: true });
  opened.defer(() => agent.destroy());
  return {
    uploadApi,
    edge,
    edgeUrl: await urlOf(edge),
    bucket: buckets.originals,
    clients,
    agent,
    stop: () => opened.disposeAsync(),
  };
}
