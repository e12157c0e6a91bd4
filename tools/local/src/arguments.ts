import { parseArgs } from 'node:util';
import { StartProblem } from './run/start-problem.js';

/** What a person asked for. */
export interface Wish {
  readonly command: 'start' | 'reset';
  readonly demo: boolean;
  readonly watch: boolean;
  readonly yes: boolean;
  /** In place of PINHOLE_PORT and PINHOLE_DATA_DIR. */
  readonly port: string | undefined;
  readonly folder: string | undefined;
  /** For tests: never the server of PINHOLE_DATABASE_URL, where photos of somebody may be. */
  readonly privateDatabase: boolean;
}

const usage =
  "Try 'npm start', 'npm start -- --demo' (some pictures to look at), 'npm run dev' (restarts what you edit), or 'npm run reset' (forgets all photos; '-- --yes' does not ask).";

export function readArguments(parameters: readonly string[]): Wish {
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options: {
        ...{ demo: { type: 'boolean' }, watch: { type: 'boolean' }, yes: { type: 'boolean' } },
        ...{ port: { type: 'string' }, folder: { type: 'string' } },
        'private-database': { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const [command = 'start', ...rest] = positionals;
    if ((command !== 'start' && command !== 'reset') || rest.length > 0)
      throw new Error(`'${positionals.join(' ')}' is not known`);
    const { demo = false, watch = false, yes = false, 'private-database': privateDatabase = false, port, folder } = values;
    return { command, demo, watch, yes, port, folder, privateDatabase };
  } catch (error) {
    throw new StartProblem(`${(error as Error).message.replace(/\. .*/s, '')}. ${usage}`);
  }
}
