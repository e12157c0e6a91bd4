/**
 * Runs the integration tests of every library and service once more, on MySQL's own image and on LocalStack: node main.js
 * [PROJECT...]. Each project gets a LocalStack of its own, for that keeps all bytes in memory. jest's reports go to
 * .report/containers.json of each.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../support/typed-command.js';
import { localStackImage, startLocalStack } from './start-localstack.js';
import { mysqlImage, startMySql } from './start-mysql.js';

const compiled = '{libs,apps,tools}/*/dist/**/*.int.test.js';

/** Files of integration tests by their project. */
function testsByProject(): Map<string, string[]> {
  const files = globSync(compiled, { cwd: checkout }).sort();
  return Map.groupBy(files, (file) => file.split('/').slice(0, 2).join('/'));
}

/** On which servers a project's tests run, in words: also those that stay where they were. */
function say(project: string, files: string[]): void {
  const isPrivate = (file: string) => file.endsWith('.private.int.test.js');
  const shown = (file: string) => `\n  ${file.replace(/\.js$/, '.ts').replace('/dist/', '/src/')}`;
  const [here, elsewhere] = [files.filter((file) => !isPrivate(file)), files.filter(isPrivate)];
  process.stdout.write(`\n=== ${project}, on ${mysqlImage} and ${localStackImage}:${here.map(shown).join('')}\n`);
  if (elsewhere.length > 0)
    process.stdout.write(
      `\nnot here but in npm test, on servers of their own, which they are about:${elsewhere.map(shown).join('')}\n`,
    );
}

/** Whether all passed. */
async function testProject(project: string, files: string[], databaseUrl: string): Promise<boolean> {
  say(project, files);
  if (files.every((file) => file.endsWith('.private.int.test.js'))) return true;
  const localStack = await startLocalStack();
  try {
    const settings = { PINHOLE_DATABASE_URL: databaseUrl, PINHOLE_AWS_ENDPOINT_URL: localStack.url };
    const jest = spawnSync(process.execPath, [join(checkout, 'tools/repo/test.ts'), 'containers'], {
      cwd: join(checkout, project),
      env: { ...process.env, ...settings },
      stdio: 'inherit',
    });
    return jest.status === 0;
  } finally {
    await localStack.stop();
  }
}

const wanted = process.argv.slice(2);
const database = await startMySql();
const failed: string[] = [];
try {
  for (const [project, files] of testsByProject())
    if ((wanted.length === 0 || wanted.includes(project)) && !(await testProject(project, files, database.url)))
      failed.push(project);
} finally {
  await database.stop();
}
process.stdout.write(failed.length > 0 ? `\nFailed in containers: ${failed.join(', ')}\n` : '\nAll passed in containers.\n');
process.exit(failed.length > 0 ? 1 : 0);
