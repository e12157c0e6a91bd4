import { join } from 'node:path';
import type { Stage } from '../run/stage.js';
import { answersAtAll } from './answers.js';
import { launchScript } from './launch-script.js';

const program = 'libs/testing/dist/emulator/fauxqs.main.js';

/** Starts S3, SNS and SQS with their data on disk, and says how to reach them. */
export async function openEmulator({ supervisor, folders, inherited }: Stage, port: number): Promise<NodeJS.ProcessEnv> {
  const endpoint = `http://127.0.0.1:${port}`;
  await supervisor.start({
    name: 'fauxqs',
    layer: 'stores',
    launch: (onLine) => launchScript(program, [join(folders.data, 'fauxqs'), String(port)], inherited, onLine),
    isReady: () => answersAtAll(endpoint),
  });
  return {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    S3_FORCE_PATH_STYLE: 'true',
    // Nobody checks them, but the SDK wants some.
    AWS_ACCESS_KEY_ID: 'pinhole',
    AWS_SECRET_ACCESS_KEY: 'pinhole',
  };
}
