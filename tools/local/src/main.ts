import { readArguments } from './arguments.js';
import { readConfig } from './config.js';
import { reset } from './reset/reset.js';
import { foldersOf } from './run/folders.js';
import { haltOnSignal } from './run/halt-on-signal.js';
import { problemOf } from './run/problem-of.js';
import { runStack } from './run/run-stack.js';
import { StartProblem } from './run/start-problem.js';
import { scriptOf } from './services/project-root.js';

// Whoever reads us may go away (a closed pipe); what runs goes on.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const { npm_lifecycle_event: startedByNpm, NO_COLOR: noColour } = process.env;
let folder = scriptOf('.local');
try {
  const wish = readArguments(process.argv.slice(2));
  const { port: PINHOLE_PORT, folder: PINHOLE_DATA_DIR } = wish;
  const config = readConfig({
    ...process.env,
    ...(PINHOLE_PORT && { PINHOLE_PORT }),
    ...(PINHOLE_DATA_DIR && { PINHOLE_DATA_DIR }),
    ...(wish.privateDatabase && { PINHOLE_DATABASE_URL: undefined }),
  });
  const folders = foldersOf(config.PINHOLE_DATA_DIR ?? folder);
  folder = folders.root;
  const common = { folders, databaseUrl: config.PINHOLE_DATABASE_URL, environment: process.env };
  const show = (text: string) => process.stdout.write(`${text}\n`);
  switch (wish.command) {
    case 'start': {
      const coloured = process.stdout.isTTY && !noColour;
      const tell = (event: object) => process.connected && process.send?.(event);
      const halt = haltOnSignal({ withParent: startedByNpm !== undefined });
      const { demo, watch } = wish;
      await runStack({ ...common, demo, watch, port: config.PINHOLE_PORT, show, coloured, tell }, halt);
      break;
    }
    case 'reset':
      await reset({ ...common, yes: wish.yes, show });
      break;
    default:
      wish.command satisfies never;
  }
  process.exit(0);
} catch (error) {
  const problem = problemOf(error, folder);
  const lines =
    problem instanceof StartProblem ? [problem.message, ...problem.lines] : [(problem as Error).stack ?? String(problem)];
  process.stderr.write(`\n${lines.join('\n')}\n`);
  process.exit(1);
}
