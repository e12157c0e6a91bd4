/**
 * Runs jest on the compiled tests of the project in the working directory: node test.ts [KIND] [JEST-ARGUMENT...]
 * Without a KIND it takes every test that needs no stack (*.test.js and *.int.test.js), else *.KIND.test.js alone; the kind
 * `containers` is every *.int.test.js that can do with a server not its own (not *.private.int.test.js). jest's own
 * report goes to .report/KIND.json, from which the closing count of a whole run is made; so a run that jest's arguments make a
 * part of one leaves the report alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Kinds of test that `npm test` leaves out: each needs a whole stack, and has a command of its own. */
const otherKinds = ['e2e', 'typed', 'chaos', 'compose', 'newcomer', 'browser'];

const [first = '', ...others] = process.argv.slice(2);
const kindGiven = ['test', 'containers', ...otherKinds].includes(first);
const kind = kindGiven ? first : 'test';
const jestArguments = kindGiven ? others : process.argv.slice(2);

const project = process.cwd();
const whole = jestArguments.length === 0;
const report = join(project, '.report', `${kind}.json`);
const config = {
  rootDir: project,
  testEnvironment: 'node',
  roots: ['<rootDir>/dist'],
  transform: {},
  testRegex: testRegex(),
  // Twice what the slowest takes on two busy cores: a test waits for its condition, never for this.
  testTimeout: 60_000,
};

// A jest that dies writes no report; the one of the run before must not be counted in its place.
if (whole) rmSync(report, { force: true });
mkdirSync(dirname(report), { recursive: true });
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '../../node_modules/jest/bin/jest.js'),
    ...['--config', JSON.stringify(config)],
    ...(whole ? ['--json', `--outputFile=${report}`] : []),
    '--watchman=false',
    // With the last test all is said. Node.js now and then does not end by itself then: a count of timers is left at one, or it
    // spins while it closes its last handles, and a run would hang for ever.
    '--forceExit',
    // One file after another: each starts servers of its own, and nx already runs projects beside each other. Whole stacks wait most
    // of their time; but what is typed builds first, all in the one checkout.
    ...(['e2e', 'newcomer'].includes(kind) ? ['--maxWorkers=2'] : ['--runInBand']),
    ...jestArguments,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
process.exit(jest.status ?? 1);

function testRegex(): string {
  if (kind === 'test') return String.raw`/(?!.*\.(${otherKinds.join('|')})\.test)[^/]+\.test\.js$`;
  return kind === 'containers' ? String.raw`(?<!\.private)\.int\.test\.js$` : String.raw`\.${kind}\.test\.js$`;
}
