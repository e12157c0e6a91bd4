import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GaveUp } from './gave-up.js';
import { launchProgram } from './launch-program.js';
import { processIdentity } from './process-identity.js';
import type { Layer, ProcessObserver, ProcessPlan } from './process-plan.js';
import { judgeDeath, type Verdict } from './restart-policy.js';
import { stopOrder, Supervisor } from './supervisor.js';

/** The real policy with pauses that a test can wait for. */
function impatient(deathsInARowBefore: number, wasReady: boolean): Verdict {
  const verdict = judgeDeath(deathsInARowBefore, wasReady);
  return verdict.kind === 'restart' ? { ...verdict, pauseSeconds: 0.01 } : verdict;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

describe('the supervisor', () => {
  let folder: string;
  let supervisor: Supervisor;
  const pids: { name: string; pid: number }[] = [];
  /** Those that the supervisor has found ready. */
  const readyPids: number[] = [];
  const deaths: { name: string; how: string; pauseSeconds: number }[] = [];

  const observer: ProcessObserver = {
    onSpawned: (name, pid) => pids.push({ name, pid }),
    onReady: (name) => readyPids.push(lastPid(name)),
    onDied: (name, { how, pauseSeconds }) => deaths.push({ name, how, pauseSeconds }),
    onLine: () => {},
  };

  /** A process that runs a script; it is ready when it has called `ready()`, and what it has to `say` is kept in `said`. */
  function plan(name: string, script: string, layer: Layer = 'services', command = process.execPath): ProcessPlan {
    const readyFile = join(folder, `${name}.ready`);
    const prelude = `const fs = require('node:fs');
      const ready = () => fs.writeFileSync(${JSON.stringify(readyFile)}, String(process.pid));
      const say = (word) => fs.appendFileSync(${JSON.stringify(join(folder, 'said'))}, word + '\\n');
      const live = () => setInterval(() => {}, 1000);`;
    return {
      name,
      layer,
      launch: (onLine) =>
        launchProgram({ command, arguments: ['-e', prelude + script, name], environment: process.env, folder }, onLine),
      isReady: () => Promise.resolve(existsSync(readyFile) && readFileSync(readyFile, 'utf8') === String(lastPid(name))),
    };
  }

  const lastPid = (name: string) => pids.findLast((entry) => entry.name === name)?.pid ?? 0;
  const said = () => readFileSync(join(folder, 'said'), 'utf8').trim().split('\n');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-supervisor-'));
    pids.length = 0;
    readyPids.length = 0;
    deaths.length = 0;
    supervisor = new Supervisor(observer, impatient);
  });

  afterEach(async () => {
    await supervisor.stop();
    rmSync(folder, { recursive: true });
  });

  it('gives up after five deaths in a row before the process was ready, with its last lines', async () => {
    const failure: unknown = await supervisor
      .start(plan('doomed', `console.log('no'); console.error('disk is odd'); process.exit(3)`))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GaveUp);
    expect(failure).toMatchObject({ processName: 'doomed', deathsInARow: 5 });
    expect((failure as GaveUp).lastLines).toContain('disk is odd');
    expect(pids).toHaveLength(5);
    expect(deaths.map(({ how }) => how)).toEqual(Array(4).fill('ended with code 3'));
  });

  it('gives up on a program that is not there', async () => {
    const missing = plan('missing', '', 'services', join(folder, 'no-such-program'));
    await expect(supervisor.start(missing)).rejects.toThrow('missing died 5 times in a row');
    expect(deaths[0]?.how).toMatch(/could not be started: .*ENOENT/);
  });

  it('starts a process again that was killed after it was ready, however often', async () => {
    await supervisor.start(plan('hardy', `ready(); live()`));
    for (let round = 1; round <= 6; round++) {
      const before = lastPid('hardy');
      await until(() => readyPids.includes(before));
      process.kill(before, 'SIGKILL');
      await until(() => lastPid('hardy') !== before);
    }
    expect(deaths).toHaveLength(6);
    expect(deaths[0]?.how).toBe('killed by SIGKILL');
  });

  it('tells of a process that had been ready and then dies five times in a row', async () => {
    const fragile = `const first = !fs.existsSync('been'); fs.writeFileSync('been', ''); if (!first) process.exit(1); ready(); live()`;
    await supervisor.start(plan('fragile', fragile));
    process.kill(lastPid('fragile'), 'SIGKILL');
    await expect(supervisor.failed).rejects.toThrow('fragile died 5 times in a row before it was ready.');
    expect(pids).toHaveLength(5);
  });

  it('stops services before the stores that they need', async () => {
    const polite = (name: string) =>
      `process.on('SIGTERM', () => setTimeout(() => { say('${name}'); process.exit() }, 50)); ready(); live()`;
    await supervisor.start(plan('store', polite('store'), 'stores'));
    await supervisor.start(plan('service', polite('service'), 'services'));
    await supervisor.stop();
    expect(said()).toEqual(['service', 'store']);
  });

  it('ends by force what does not listen, with all that it started, and leaves nothing', async () => {
    const deaf = `process.on('SIGTERM', () => {});
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      say(child.pid); ready(); live()`;
    supervisor = new Supervisor(observer, impatient, [{ layer: 'stores', bySeconds: 0.5 }]);
    await supervisor.start(plan('deaf', deaf, 'stores'));
    const grandchild = Number(said()[0]);
    expect(processIdentity(grandchild)).not.toBeNull();
    const startedAt = performance.now();
    await supervisor.stop();
    expect((performance.now() - startedAt) / 1000).toBeLessThan(3);
    expect(processIdentity(lastPid('deaf'))).toBeNull();
    await until(() => processIdentity(grandchild) === null);
  });

  it('stops one process alone when asked, and starts it no more', async () => {
    await supervisor.start(plan('one', `ready(); live()`));
    await supervisor.start(plan('other', `ready(); live()`));
    await supervisor.end('one');
    expect(processIdentity(lastPid('one'))).toBeNull();
    expect(processIdentity(lastPid('other'))).not.toBeNull();
    expect(deaths).toEqual([]);
  });

  it('is done with stopping in less than ten seconds, even where nobody listens', () => {
    expect(stopOrder.at(-1)?.bySeconds).toBeLessThan(10);
    expect(stopOrder.map(({ layer }) => layer)).toEqual(['services', 'stores']);
  });

  it('stops while a process is between death and restart, and does not start it again', async () => {
    const slow = new Supervisor(observer);
    const start = slow.start(plan('late', `process.exit(1)`)).catch((error: Error) => error.message);
    await until(() => deaths.length === 1);
    await slow.stop();
    expect(await start).toMatch('late was stopped before it was ready.');
    expect(pids).toHaveLength(1);
  });

  it('starts a process again at once when asked, and counts no death', async () => {
    await supervisor.start(plan('edited', `ready(); live()`));
    const before = lastPid('edited');
    supervisor.renew('edited');
    await until(() => lastPid('edited') !== before);
    expect(deaths).toEqual([]);
  });

  it('takes away what a process left, after its last end', async () => {
    let tidied = 0;
    await supervisor.start({ ...plan('tidy', `ready(); live()`), tidy: () => Promise.resolve(void tidied++) });
    expect(tidied).toBe(0);
    await supervisor.stop();
    expect(tidied).toBe(1);
  });
});
