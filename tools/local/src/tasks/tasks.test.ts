import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processIdentity } from '../supervision/process-identity.js';
import { Tasks } from './tasks.js';

describe('the steps of a start', () => {
  let folder: string;
  let tasks: Tasks;
  const pids: number[] = [];
  const lines: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-tasks-'));
    pids.length = 0;
    lines.length = 0;
    tasks = new Tasks({ onSpawned: (_, pid) => pids.push(pid), onLine: (_, line) => lines.push(line) });
  });

  afterEach(async () => {
    await tasks.stop();
    rmSync(folder, { recursive: true });
  });

  function run(step: string): Promise<unknown> {
    const script = join(folder, 'step.mjs');
    const frame = JSON.stringify(join(import.meta.dirname, 'run-task.js'));
    writeFileSync(script, `import { runTask } from ${frame}; await runTask(async () => { ${step} });`);
    return tasks.run({ name: 'step', script, environment: process.env, folder });
  }

  it('give their answer to the start, and their words to the log', async () => {
    expect(await run(`console.log('working'); return { port: 3306 };`)).toEqual({ port: 3306 });
    expect(lines).toEqual(['working']);
  });

  it('say in one sentence why they failed, and the details to the log', async () => {
    await expect(run(`throw new Error('there is no such server');`)).rejects.toMatchObject({
      task: 'step',
      reason: 'there is no such server',
    });
    expect(lines[0]).toBe('Error: there is no such server');
  });

  it('fail where they end without a word', async () => {
    await expect(run(`process.exit(7);`)).rejects.toMatchObject({ reason: 'it ended with code 7' });
  });

  it('end with all that they began when the start is stopped, and none begins after that', async () => {
    const step = run(`const { spawn } = await import('node:child_process');
      const child = spawn('sleep', ['600']);
      console.log(child.pid);
      await new Promise(() => setInterval(() => {}, 1000));`).catch((error: unknown) => error);
    while (lines.length === 0) await pause(10);
    await tasks.stop();
    expect(await step).toMatchObject({ reason: expect.stringContaining('SIG') });
    for (const pid of [...pids, Number(lines[0])]) while (processIdentity(pid) !== null) await pause(10);
    await expect(run(`return 1;`)).rejects.toThrow('not started');
  });
});
