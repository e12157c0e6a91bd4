import type { Provisioned } from '@pinhole/resources/provision';
import type { OpenDatabase } from '../database/open-database.js';
import type { Stage } from '../run/stage.js';
import { projectRoot, scriptOf } from './project-root.js';

/** Buckets, topic and queues, all by the table of resources. */
export async function provisionEmulator({ tasks, inherited }: Stage, aws: NodeJS.ProcessEnv): Promise<Provisioned> {
  const answer = await tasks.run({
    name: 'provision',
    script: scriptOf('tools/local/dist/services/provision.main.js'),
    environment: { ...inherited, ...aws },
    folder: projectRoot,
  });
  return answer as Provisioned;
}

/** Brings both schemas to the shape that the services expect: a step of its own, as in the cloud. */
export async function migrateSchemas({ tasks, inherited }: Stage, { urls }: OpenDatabase): Promise<void> {
  const migrate = (service: string, url: string) =>
    tasks.run({
      name: `migrate-${service}`,
      script: scriptOf(`apps/${service}/dist/migrate.main.js`),
      environment: { ...inherited, DATABASE_URL: url },
      folder: projectRoot,
    });
  await Promise.all([migrate('upload-api', urls.uploads), migrate('gallery-api', urls.gallery)]);
}
