/**
 * Runs the integration tests of every library and service once more, on MySQL's own image and on LocalStack: node main.js
 * [PROJECT...]. Each project gets a LocalStack of its own, for that keeps all bytes in memory. jest's reports go to
 * .report/containers.json of each.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../support/typed-command.js';
import { localStackImage, startLocalStack } from './start-localstack.js';
import { mysqlImage, startMySql } from './start-mysql.js';

/** They wait for queues more than they work: two beside each other take little more than half the time. */
const atOnce = 2;

const compiled = '{libs,apps,tools}/*/dist/**/*.int.test.js';

/** Files of integration tests by their project. */
function testsByProject(): Map<string, string[]> {
  const files = globSync(compiled, { cwd: checkout }).sort();
  return Map.groupBy(files, (file) => file.split('/').slice(0, 2).join('/'));
}

/** It is about a server that it starts itself. */
const isPrivate = (file: string) => file.endsWith('.private.int.test.js');

/** On which servers a project's tests run, in words: also those that stay where they were. */
function heading(project: string, files: string[]): string {
  const shown = (file: string) => `\n  ${file.replace(/\.js$/, '.ts').replace('/dist/', '/src/')}`;
  const [here, elsewhere] = [files.filter((file) => !isPrivate(file)), files.filter(isPrivate)];
  const title = `\n=== ${project}, on ${mysqlImage} and ${localStackImage}:${here.map(shown).join('')}\n`;
  if (elsewhere.length === 0) return title;
  return `${title}\nnot here but in npm test, on servers of their own, which they are about:${elsewhere.map(shown).join('')}\n`;
}

/** Whether all passed. What it has to say is printed at its end, in one piece: projects run beside each other. */
async function testProject(project: string, files: string[], databaseUrl: string): Promise<boolean> {
  const said = [heading(project, files)];
  if (files.every(isPrivate)) return true;
  const localStack = await startLocalStack();
  try {
    const settings = { PINHOLE_DATABASE_URL: databaseUrl, PINHOLE_AWS_ENDPOINT_URL: localStack.url };
    const jest = spawn(process.execPath, [join(checkout, 'tools/repo/test.ts'), 'containers'], {
      cwd: join(checkout, project),
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [jest.stdout, jest.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
    const [status] = (await once(jest, 'close')) as [number | null];
    return status === 0;
  } finally {
    process.stdout.write(said.join(''));
    await localStack.stop();
  }
}

/** Takes one project after another, until there is none, on a MySQL of its own: a test may turn its server read-only. */
async function testOneByOne(projects: [string, string[]][]): Promise<string[]> {
  const failed: string[] = [];
  const database = await startMySql();
  try {
    for (let next = projects.shift(); next; next = projects.shift())
      if (!(await testProject(...next, database.url))) failed.push(next[0]);
  } finally {
    await database.stop();
  }
  return failed;
}

const wanted = process.argv.slice(2);
const projects = [...testsByProject()].filter(([project]) => wanted.length === 0 || wanted.includes(project));
// Whoever fails to start keeps nobody from stopping: the others come to their end first.
const lanes = await Promise.allSettled(Array.from({ length: Math.min(atOnce, projects.length) }, () => testOneByOne(projects)));
for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
const failed = lanes.flatMap((lane) => (lane.status === 'fulfilled' ? lane.value : []));
process.stdout.write(failed.length > 0 ? `\nFailed in containers: ${failed.join(', ')}\n` : '\nAll passed in containers.\n');
process.exit(failed.length > 0 ? 1 : 0);
