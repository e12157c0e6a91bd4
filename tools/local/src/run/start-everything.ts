import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type OpenDatabase } from '../database/open-database.js';
import { answersOk } from '../services/answers.js';
import { openEmulator } from '../services/open-emulator.js';
import { planServices, serviceNames } from '../services/plan-services.js';
import { migrateSchemas, provisionEmulator } from '../services/prepare-stores.js';
import { storeSettings } from '../services/store-settings.js';
import { neverGiveUp } from '../supervision/restart-policy.js';
import { freePorts } from './ports.js';
import type { Stage } from './stage.js';
import { tellStores } from './stores-file.js';

/** Where the world comes in, and whose database may be used. */
export interface Door {
  readonly port: number;
  readonly url: string;
  readonly databaseUrl: string | undefined;
  /** Somebody edits the code meanwhile. */
  readonly watch: boolean;
}

/** From nothing to a stack that answers: stores, what must be in them, services, and at last the edge's own word. */
export async function startEverything(
  stage: Stage,
  { port, url, databaseUrl, watch }: Door,
): Promise<{ database: OpenDatabase }> {
  const ports = { ...(await freePorts(['database', 'fauxqs', ...serviceNames])), edge: port };
  const [database, stores] = await Promise.all([
    openDatabase(stage, ports.database, databaseUrl).then(async (database) => {
      await migrateSchemas(stage, database);
      return database;
    }),
    openEmulator(stage, ports.fauxqs).then(async (aws) => ({ aws, provisioned: await provisionEmulator(stage, aws) })),
  ]);
  const { inherited } = stage;
  const plans = planServices({ publicUrl: url, ports, ...stores, databaseUrls: database.urls, inherited });
  await Promise.all(plans.map((plan) => stage.supervisor.start(watch ? { ...plan, judge: neverGiveUp } : plan)));
  while (!(await answersOk(`${url}/health/ready`).catch(() => false))) await pause(100, undefined, { signal: stage.over });
  tellStores(stage.folders.run, storeSettings({ ...stores, databaseUrls: database.urls }));
  return { database };
}
