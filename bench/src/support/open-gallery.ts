import { provision } from '@pinhole/resources/provision';
import { emulatorClients, startAwsEmulator, testDatabase, type Child } from '@pinhole/testing';
import { createConnection, type Connection } from 'mysql2/promise';
import { openWhole } from './open-whole.js';
import { lineOf, runScript, runService, runToItsEnd, urlOf } from './run-script.js';

/** Starts with every URL that is given out, so it is of the same length for all who answer. */
export const publicUrl = 'http://127.0.0.1:8080';

const stopSecondsMax = 10;

export interface Gallery {
  /** An empty table of cards. */
  readonly connection: Connection;
  readonly service: { readonly child: Child; readonly url: string };
  /** The same list from as little as possible. */
  readonly bare: { readonly child: Child; readonly url: string };
  stop(): Promise<void>;
}

/** gallery-api and the bound of its list, each in a process of its own, on one database. */
export function openGallery(): Promise<Gallery> {
  return openWhole(openAll);
}

async function openAll(opened: AsyncDisposableStack): Promise<Gallery> {
  const database = await testDatabase();
  opened.defer(() => database.stop());
  const emulator = await startAwsEmulator();
  opened.defer(() => emulator.stop());
  const clients = emulatorClients(emulator.settings);
  opened.defer(() => clients.destroy());
  const { queues } = await provision({ prefix: 'bench', ...clients });

  const DATABASE_URL = await database.schemaUrl('gallery');
  await runToItsEnd('apps/gallery-api/dist/migrate.main.js', { DATABASE_URL });
  const common = { DATABASE_URL, PUBLIC_URL: publicUrl, LOG_LEVEL: 'info' };
  const own = { ...emulator.settings, PORT: '0', INBOX_QUEUE_URL: queues.gallery.url };
  const service = runService('gallery-api', { ...common, ...own });
  opened.defer(() => service.stop(stopSecondsMax));
  const bare = runScript('bench/dist/peers/bare-list.main.js', common);
  opened.defer(() => bare.stop(stopSecondsMax));
  const url = await urlOf(service);
  const { port } = JSON.parse(await lineOf(bare, '"port"')) as { port: number };

  const connection = await createConnection({ uri: DATABASE_URL, timezone: 'Z' });
  opened.defer(() => connection.end());
  return {
    connection,
    service: { child: service, url },
    bare: { child: bare, url: `http://127.0.0.1:${port}` },
    stop: () => opened.disposeAsync(),
  };
}
