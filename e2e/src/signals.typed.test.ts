import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetStack } from '@pinhole/local';
import { commandLineOf, eventually, isAlive } from '@pinhole/testing';
import { descendantsOf } from './support/descendants-of.js';
import { dataFolder, TypedCommand } from './support/typed-command.js';

/** upload-api, resizer, gallery-api, edge, fauxqs and the database, with the supervisor above them. */
const processesMin = 7;
const stopSecondsMax = 10;

let folder: string;
let stack: TypedCommand;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinhole signals '));
});
afterEach(() => stack?.kill());
afterAll(async () => {
  await forgetStack(dataFolder(folder));
  rmSync(folder, { recursive: true, force: true });
});

/** The parent of the services: the innermost process that was told to run start.ts, below npm and its shells. */
async function supervisorAmong(pids: number[]): Promise<number> {
  const lines = await Promise.all(pids.map(commandLineOf));
  const innermost = lines.findLastIndex((line) => line.includes('tools/local/start.ts'));
  return pids[innermost]!;
}

describe('npm start', () => {
  it.each([
    { signal: 'SIGTERM', of: 'npm' },
    { signal: 'SIGINT', of: 'npm' },
    { signal: 'SIGHUP', of: 'npm' },
    { signal: 'SIGKILL', of: 'npm' },
    { signal: 'SIGTERM', of: 'the supervisor' },
    { signal: 'SIGKILL', of: 'the supervisor' },
  ] as const)(
    'leaves no process behind where $of gets a $signal',
    async ({ signal, of }) => {
      stack = new TypedCommand('exec npm start', folder);
      await stack.ready();
      const npm = await stack.pid();
      const pids = descendantsOf(npm);
      expect(pids.length).toBeGreaterThanOrEqual(processesMin);

      process.kill(of === 'npm' ? npm : await supervisorAmong(pids), signal);
      await eventually(() => pids.every((pid) => !isAlive(pid)), { withinSeconds: stopSecondsMax });
      await stack.exitCode;
    },
    300_000,
  );
});
