import { createInterface } from 'node:readline/promises';
import { schemas } from '../database/schemas.js';
import { StartProblem } from '../run/start-problem.js';
import { inheritedEnvironment } from '../services/inherited-environment.js';
import { projectRoot, scriptOf } from '../services/project-root.js';
import { TaskFailed } from '../tasks/task-failed.js';
import { Tasks } from '../tasks/tasks.js';

const both = Object.values(schemas).join(' and ');

/** Somebody's own server: only a person at a terminal, or --yes, may have rows dropped there. */
export async function askBeforeDropping(databaseUrl: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new StartProblem(
      `This drops the schemas ${both} on the server of PINHOLE_DATABASE_URL: say 'npm run reset -- --yes' to do it without being asked.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Drop the schemas ${both} on ${new URL(databaseUrl).host}, with all photos in them? (yes/no) `,
  );
  terminal.close();
  if (answer.trim().toLowerCase() !== 'yes') throw new StartProblem('Nothing was forgotten.');
}

export async function dropSchemas(databaseUrl: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const tasks = new Tasks({ onSpawned: () => {}, onLine: () => {} });
  try {
    await tasks.run({
      name: 'drop-schemas',
      script: scriptOf('tools/local/dist/database/drop-schemas.main.js'),
      environment: { ...inheritedEnvironment(environment), SERVER_URL: databaseUrl },
      folder: projectRoot,
    });
  } catch (error) {
    if (!(error instanceof TaskFailed)) throw error;
    throw new StartProblem(
      `The schemas on the server of PINHOLE_DATABASE_URL could not be dropped, so nothing was forgotten: ${error.reason}`,
    );
  }
}
