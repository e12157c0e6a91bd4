import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fakeNode } from './fake-node.ts';
import { ScratchLauncher, version } from './scratch-launcher.ts';

let launcher: ScratchLauncher;

beforeEach(() => {
  launcher = new ScratchLauncher();
});

afterEach(() => launcher.workspace.remove());

describe('the link .local/bin/node', () => {
  it('is first in PATH for all children', () => {
    fakeNode(launcher.folder('new'), '26.0.0');

    const { stdout } = launcher.run(`${launcher.folder('new')}:${launcher.tools}`, 'sh', '-c', 'echo "$PATH"');

    expect(stdout.split(':')[0]).toBe(join(launcher.workspace.root, '.local/bin'));
  });

  it('never leads to itself, however deep scripts nest', () => {
    fakeNode(launcher.folder('new'), '26.0.0');
    const again = ['sh', launcher.path];

    expect(launcher.run(`${launcher.folder('new')}:${launcher.tools}`, ...again, ...again, ...again, ...version).stdout).toBe(
      '26.0.0',
    );
    expect(readlinkSync(launcher.link)).toBe(join(launcher.folder('new'), 'node'));
  });

  it('does not replace a Node.js that stands in its place', () => {
    mkdirSync(join(launcher.link, '..'), { recursive: true });
    copyFileSync(fakeNode(launcher.folder('new'), '26.0.0'), launcher.link);
    writeFileSync(join(launcher.folder('new'), 'mask.cjs'), maskThatIsAt(launcher.link));

    expect(launcher.run(`${join(launcher.link, '..')}:${launcher.tools}`, ...version).stdout).toBe('26.0.0');
    expect(lstatSync(launcher.link).isSymbolicLink()).toBe(false);
  });

  it('follows where the Node.js of before is gone', () => {
    fakeNode(launcher.folder('first'), '26.0.0');
    fakeNode(launcher.folder('second'), '26.1.0');
    launcher.run(`${launcher.folder('first')}:${launcher.tools}`, ...version);
    rmSync(launcher.folder('first'), { recursive: true });

    expect(launcher.run(`${join(launcher.link, '..')}:${launcher.folder('second')}:${launcher.tools}`, ...version).stdout).toBe(
      '26.1.0',
    );
    expect(readlinkSync(launcher.link)).toBe(join(launcher.folder('second'), 'node'));
  });

  it('is never half there, though scripts start beside each other', async () => {
    fakeNode(launcher.folder('one'), '26.0.0');
    fakeNode(launcher.folder('two'), '26.1.0');
    const runs = Array.from({ length: 16 }, async (_, number) => {
      const env = { PATH: `${launcher.folder(number % 2 ? 'one' : 'two')}:${launcher.tools}` };
      const child = spawn('/bin/sh', [launcher.path, 'sh', '-c', `"${launcher.link}" -p process.versions.node`], {
        env,
      });
      const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
      return output.trim();
    });

    for (const output of await Promise.all(runs)) expect(['26.0.0', '26.1.0']).toContain(output);
    expect(readdirSync(join(launcher.link, '..'))).toEqual(['node']);
  });
});

function maskThatIsAt(path: string): string {
  return `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '26.0.0' } });
  Object.defineProperty(process, 'execPath', { value: ${JSON.stringify(path)} });`;
}
