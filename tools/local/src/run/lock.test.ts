import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lock } from './lock.js';

describe('the right to run in a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinhole-lock-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is one stack’s alone, and tells a second one in one sentence who has it', () => {
    const lock = new Lock(folder);
    lock.tell({ pid: 4711, url: 'http://127.0.0.1:8080' });
    expect(() => new Lock(folder)).toThrow(
      "Pinhole runs here already, on http://127.0.0.1:8080 (process 4711): use it, or stop it with Ctrl-C where it was started or with 'kill 4711'.",
    );
    lock.release();
  });

  it('is free again after it was given back, and nobody is named any more', () => {
    const lock = new Lock(folder);
    lock.tell({ pid: 4711, url: 'http://127.0.0.1:8080' });
    lock.release();
    const next = new Lock(folder);
    expect(() => new Lock(folder)).toThrow('Pinhole is being started here already');
    next.release();
    expect(existsSync(join(folder, 'stack.json'))).toBe(false);
  });

  it('is free again after its holder was killed', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'lock.js'));
    const script = `const { Lock } = await import(${module}); globalThis.lock = new Lock(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => new Lock(folder)).toThrow('already');
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('close', resolve));
    new Lock(folder).release();
  });

  it('says in one sentence what to do where its file is damaged', () => {
    writeFileSync(join(folder, 'lock'), 'no database at all, but long enough to be looked at as one'.repeat(20));
    expect(() => new Lock(folder)).toThrow(`${join(folder, 'lock')} is damaged: delete that file`);
  });
});
