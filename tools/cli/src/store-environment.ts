import { join } from 'node:path';
import { foldersOf, projectRoot, readStores } from '@pinhole/local';
import { CliProblem } from './cli-problem.js';

/** Where the stores are: as the environment says, or else those of the stack that runs in this checkout. */
export function storeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (environment.UPLOADS_DATABASE_URL || environment.GALLERY_DATABASE_URL) return { ...environment };
  const { run } = foldersOf(environment.PINHOLE_DATA_DIR || join(projectRoot, '.local'));
  const stores = readStores(run);
  if (!stores)
    throw new CliProblem(
      "No stack is ready here: start one with 'npm start' and wait for it, or say where the site is with UPLOADS_DATABASE_URL, GALLERY_DATABASE_URL and the settings in docs/operator.md.",
    );
  // Nothing of an AWS account of yours: whatever is asked here must never reach it.
  const withoutAws = Object.entries(environment).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(withoutAws), ...stores };
}
