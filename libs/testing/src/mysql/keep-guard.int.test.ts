import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { Child } from '../processes/child.js';
import { isAlive } from '../processes/is-alive.js';
import { keepGuard } from './keep-guard.js';

let server: Child;
afterEach(() => server.stop(1));

function startServer(): Child {
  return (server = new Child('/bin/sleep', ['600'], {}));
}

describe('a guard', () => {
  it('goes with its server', async () => {
    const guard = keepGuard(startServer(), []);
    expect(isAlive(guard.pid!)).toBe(true);
    await server.stop(5);
    await eventually(() => !isAlive(guard.pid!));
  });

  it('gets a successor when it is killed', async () => {
    const guard = keepGuard(startServer(), []);
    const first = guard.pid!;
    process.kill(first, 'SIGKILL');
    await eventually(() => guard.pid !== first && isAlive(guard.pid!));
  });

  it('ends the server, and takes its temporary folders away, when whoever started it was killed', async () => {
    startServer();
    const folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
    const script = `
      const { keepGuard } = await import(${JSON.stringify(join(import.meta.dirname, 'keep-guard.js'))});
      keepGuard({ pid: ${server.pid}, ended: undefined, exited: new Promise(() => {}) }, [${JSON.stringify(folder)}]);
      process.stdout.write('standing');
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await parent.stdout.take(1).toArray();
    expect(server.ended).toBeUndefined();
    parent.kill('SIGKILL');
    await eventually(() => server.ended);
    await eventually(() => !existsSync(folder));
  });
});
