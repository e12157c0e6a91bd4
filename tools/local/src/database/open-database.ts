import { EveryWayBlocked } from '@pinhole/testing';
import { randomBytes } from 'node:crypto';
import type { Stage } from '../run/stage.js';
import { StartProblem } from '../run/start-problem.js';
import { projectRoot, scriptOf } from '../services/project-root.js';
import { GaveUp } from '../supervision/gave-up.js';
import { TaskFailed } from '../tasks/task-failed.js';
import { waysToOpen } from './database-folder.js';
import { openPrivateServer } from './open-private-server.js';
import { privateWayNames, type PrivateWayName } from './private-way-names.js';
import { privateWay } from './private-ways.js';
import { schemaUrl, type SchemaName } from './schemas.js';

export interface OpenDatabase {
  /** Which server it is, for the banner. */
  readonly description: string;
  /** How each service reaches its own schema. */
  readonly urls: Readonly<Record<SchemaName, string>>;
}

interface Way {
  readonly label: string;
  readonly open: () => Promise<OpenDatabase>;
}

const givenLabel = 'PINHOLE_DATABASE_URL';

/** A database in the first way that works. A way that fails is not the end; where all fail, each has its say. */
export async function openDatabase(stage: Stage, port: number, givenUrl?: string): Promise<OpenDatabase> {
  const ours = waysToOpen(stage.folders.data);
  const said: string[] = [];
  for (const { label, open } of waysFor(stage, port, givenUrl, ours)) {
    try {
      return await open();
    } catch (error) {
      // A damaged folder stands in the way of every way.
      if (error instanceof EveryWayBlocked) throw new StartProblem(error.message);
      stage.over.throwIfAborted();
      said.push(`  - ${label}: ${reasonOf(error)}`);
      stage.journal.tell(label === givenLabel ? 'warn' : 'info', 'database.next_way', { after: label, because: reasonOf(error) });
    }
  }
  throw new StartProblem(ours.length === privateWayNames.length ? noServer : cannotOpen(stage.folders.data), said);
}

const noServer =
  'Pinhole found no way to a MySQL-compatible database server: install one (mysqld or mariadbd in PATH is enough), start Docker, or give the URL of an account that may create two schemas, PINHOLE_DATABASE_URL=mysql://account:password@host:3306 npm start. What each way said:';

/** Other ways are not tried: they would begin with an empty database. */
function cannotOpen(dataFolder: string): string {
  return `No server opens the database of the photos in ${dataFolder}: mend what is said below, bring back a copy of that folder, or forget all photos with 'npm run reset'. Nothing was deleted. What each way said:`;
}

function reasonOf(error: unknown): string {
  if (error instanceof TaskFailed) return error.reason;
  if (error instanceof GaveUp) return [error.message, ...error.lastLines].join('\n    ');
  return (error as Error).message;
}

function waysFor(stage: Stage, port: number, givenUrl: string | undefined, ours: readonly PrivateWayName[]): Way[] {
  const given = { label: givenLabel, open: () => openGivenServer(stage, givenUrl ?? '') };
  return [
    ...(givenUrl ? [given] : []),
    ...ours.map((name) => ({
      label: privateWay(name, stage.folders.root, stage.inherited).name,
      open: () => openOwnServer(stage, name, port),
    })),
  ];
}

/** Somebody else's server: our two schemas, by the account that we were given. */
async function openGivenServer(stage: Stage, url: string): Promise<OpenDatabase> {
  await makeSchemas(stage, { SERVER_URL: url });
  const { host } = new URL(url);
  return {
    description: `${host}, as PINHOLE_DATABASE_URL says`,
    urls: { uploads: schemaUrl(url, 'uploads'), gallery: schemaUrl(url, 'gallery') },
  };
}

async function openOwnServer(stage: Stage, name: PrivateWayName, port: number): Promise<OpenDatabase> {
  const { kind, url } = await openPrivateServer(stage, name, port);
  const { name: way } = privateWay(name, stage.folders.root, stage.inherited);
  const account = { password: randomBytes(18).toString('hex') };
  try {
    await makeSchemas(stage, { SERVER_URL: url, ACCOUNT_PASSWORD: account.password });
  } catch (error) {
    await stage.supervisor.end('database');
    throw error;
  }
  return {
    description: `${kind}, from ${way}`,
    urls: { uploads: schemaUrl(url, 'uploads', account), gallery: schemaUrl(url, 'gallery', account) },
  };
}

async function makeSchemas({ tasks, inherited }: Stage, settings: NodeJS.ProcessEnv): Promise<void> {
  await tasks.run({
    name: 'make-schemas',
    script: scriptOf('tools/local/dist/database/make-schemas.main.js'),
    environment: { ...inherited, ...settings },
    folder: projectRoot,
  });
}
