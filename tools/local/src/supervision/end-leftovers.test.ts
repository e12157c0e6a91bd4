import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endAllLeftovers } from './end-leftovers.js';
import { processIdentity } from './process-identity.js';
import { ProcessRecord } from './process-record.js';

describe('leftovers of a killed supervisor', () => {
  let folder: string;
  let child: ChildProcess;
  const pid = () => child.pid ?? 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-leftovers-'));
    child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  });

  afterEach(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('are ended by the next start, and forgotten', async () => {
    const record = new ProcessRecord(folder, 'test');
    record.add('resizer', pid());
    expect(await endAllLeftovers(folder)).toEqual(['resizer']);
    expect(processIdentity(pid())).toBeNull();
    expect(existsSync(record.file)).toBe(false);
  });

  it('are never a stranger who has got the same pid since', async () => {
    const stranger = [{ name: 'resizer', pid: pid(), identity: 'another boot/12345' }];
    writeFileSync(join(folder, 'processes-test.json'), JSON.stringify(stranger));
    expect(await endAllLeftovers(folder)).toEqual([]);
    expect(processIdentity(pid())).not.toBeNull();
  });

  it.each([
    ['half a record', '[{"name":"resizer","pid":'],
    ['no list', '{}'],
    ['a wild pid', '[{"name":"a","pid":-1,"identity":"x"}]'],
  ])('are nobody where the record is damaged: %s', async (_, content) => {
    writeFileSync(join(folder, 'processes-test.json'), content);
    expect(await endAllLeftovers(folder)).toEqual([]);
  });

  it('do not outlive a supervisor that is killed: its last will ends them', async () => {
    const modules = JSON.stringify(import.meta.dirname);
    const supervisor = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { ProcessRecord } = await import(${modules} + '/process-record.js');
       const { LastWill } = await import(${modules} + '/last-will.js');
       const record = new ProcessRecord(${JSON.stringify(folder)}, 'test');
       record.add('resizer', ${pid()});
       new LastWill(record.file);
       console.log('written');
       setInterval(() => {}, 1000);`,
    ]);
    await new Promise((resolve) => supervisor.stdout.once('data', resolve));
    supervisor.kill('SIGKILL');
    while (processIdentity(pid()) !== null) await pause(20);
    while (existsSync(join(folder, 'processes-test.json'))) await pause(20);
  });
});
