import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { Child } from '../processes/child.js';
import { isAlive } from '../processes/is-alive.js';
import { keepGuard } from './keep-guard.js';

let server: Child;
const made: string[] = [];
afterEach(async () => {
  await server.stop(1);
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folderOf(whom: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pinhole-${whom}-`));
  made.push(folder);
  return folder;
}

function startServer(): Child {
  return (server = new Child('/bin/sleep', ['600'], {}));
}

describe('a guard', () => {
  it('goes with its server, and takes away only what is the server’s own', async () => {
    const folders = [await folderOf('server'), await folderOf('test')] as const;
    const guard = keepGuard(startServer(), folders);
    expect(isAlive(guard.pid!)).toBe(true);
    await server.stop(5);
    await eventually(() => !isAlive(guard.pid!));
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true]);
  });

  it('gets a successor when it is killed', async () => {
    const guard = keepGuard(startServer(), [await folderOf('server')]);
    const first = guard.pid!;
    process.kill(first, 'SIGKILL');
    await eventually(() => guard.pid !== first && isAlive(guard.pid!));
  });

  it('ends the server, and takes its temporary folders away, when whoever started it was killed', async () => {
    startServer();
    const folders = [await folderOf('server'), await folderOf('test')];
    const script = `
      const { keepGuard } = await import(${JSON.stringify(join(import.meta.dirname, 'keep-guard.js'))});
      keepGuard({ pid: ${server.pid}, ended: undefined, exited: new Promise(() => {}) }, ${JSON.stringify(folders)});
      process.stdout.write('standing');
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await parent.stdout.take(1).toArray();
    expect(server.ended).toBeUndefined();
    parent.kill('SIGKILL');
    await eventually(() => server.ended);
    await eventually(() => !folders.some((folder) => existsSync(folder)));
  });
});
