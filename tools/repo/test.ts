/**
 * Runs jest on the compiled tests of the project in the working directory: sh tools/run node test.ts [KIND] [JEST-ARGUMENT...]
 * KIND `test` (the default) takes *.test.js and *.int.test.js; any other takes *.KIND.test.js alone. jest's own report goes to
 * .report/KIND.json, from which the closing count of a whole run is made.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [first = 'test', ...others] = process.argv.slice(2);
const kindGiven = !first.startsWith('-');
const kind = kindGiven ? first : 'test';
const jestArguments = kindGiven ? others : [first, ...others];

const root = join(import.meta.dirname, '../..');
const config = {
  rootDir: process.cwd(),
  testEnvironment: 'node',
  roots: ['<rootDir>/dist'],
  transform: {},
  testRegex: kind === 'test' ? String.raw`/[^./]+(\.int)?\.test\.js$` : String.raw`\.${kind}\.test\.js$`,
  testTimeout: 30_000,
};

const reports = join(process.cwd(), '.report');
mkdirSync(reports, { recursive: true });

const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    ...['--config', JSON.stringify(config)],
    ...['--json', `--outputFile=${join(reports, `${kind}.json`)}`],
    // One file after another: each starts servers of its own, and nx already runs projects beside each other.
    '--runInBand',
    ...jestArguments,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
process.exit(jest.status ?? 1);
