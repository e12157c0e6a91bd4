import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.ts';
import { fakeNode } from './fake-node.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

let workspace: ScratchWorkspace;
let runs: string;

beforeAll(() => {
  workspace = new ScratchWorkspace('nx');
  workspace.copy('package.json', 'package-lock.json', 'nx.json', '.gitignore', 'tsconfig.base.json', 'tools/run');
  workspace.copy('tools/repo/build.ts', 'tools/repo/test.ts');
  const record = 'node -p process.versions.node >> ../../.local/runs';
  workspace.addProject('libs/probe', {
    scripts: { build: 'echo built', test: `sh ../../tools/run ${record}`, bare: record },
  });
  runs = join(workspace.root, '.local/runs');
});

afterAll(() => workspace.remove());

/** What the script of the probe wrote: the version of each Node.js it ran under since the last time. */
function nx(target: string, { path = process.env.PATH, ...settings }: Record<string, string | undefined> = {}): string[] {
  rmSync(runs, { force: true });
  // Nothing of the nx that runs this test may reach the one inside it.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|npm_|INIT_CWD|FORCE_COLOR|PINHOLE_|CORPUS_)/.test(name),
  );
  const env = { ...Object.fromEntries(inherited), HOME: join(workspace.root, 'home'), ...settings, PATH: path };
  const child = spawnSync('/bin/sh', ['tools/run', 'nx', 'run-many', '-t', target], {
    cwd: workspace.root,
    env,
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stdout + child.stderr);
  return existsSync(runs) ? readFileSync(runs, 'utf8').trim().split('\n') : [];
}

/** A PATH whose first Node.js is of this version. */
function nodeFirst(version: string, path = process.env.PATH): string {
  const folder = join(workspace.root, `home/node-${version}`);
  fakeNode(folder, version);
  return `${folder}:${path}`;
}

/** PATH without what this checkout and npm have put in front of it. */
function pathOfTheMachine(): string {
  const folders = (process.env.PATH ?? '').split(':');
  return folders.filter((folder) => !folder.startsWith(checkout) && !folder.includes('node_modules')).join(':');
}

describe('an nx task', () => {
  it.each(['test', 'bare'])('%s runs under the launcher’s Node.js, with an old one first and npm’s link nowhere', (target) => {
    const path = nodeFirst('20.20.2', pathOfTheMachine());
    expect(existsSync(join(workspace.root, 'node_modules/.bin/node'))).toBe(false);
    expect(spawnSync('node', ['--version'], { env: { PATH: path }, encoding: 'utf8' }).stdout.trim()).toBe('v20.20.2');

    const [version = 'none', ...more] = nx(target, { path, CORPUS_DIR: 'old-node-first' });

    expect(more).toEqual([]);
    expect(Number.parseFloat(version)).toBeGreaterThanOrEqual(24.21);
  });
});

describe('the cache', () => {
  it('answers a second run, and lies in the checkout', () => {
    expect(nx('test')).toHaveLength(1);
    expect(nx('test')).toEqual([]);
    expect(existsSync(join(workspace.root, '.nx/cache'))).toBe(true);
    expect(existsSync(join(workspace.root, 'home/.nx'))).toBe(false);
  });

  it.each([
    { name: 'PINHOLE_DATABASE_URL', settings: { PINHOLE_DATABASE_URL: 'mysql://elsewhere' } },
    { name: 'CORPUS_DIR', settings: { CORPUS_DIR: '/elsewhere' } },
  ])('does not answer with another $name', ({ settings }) => {
    expect(nx('test', settings)).toHaveLength(1);
  });

  it('does not answer under another Node.js', () => {
    expect(nx('test', { path: nodeFirst('99.0.0') })).toEqual(['99.0.0']);
  });

  it('does not answer a run that wants to know for sure', () => {
    expect(nx('test', { NX_SKIP_NX_CACHE: 'true' })).toHaveLength(1);
  });

  it('still knows what was asked before all these', () => {
    expect(nx('test')).toEqual([]);
  });

  it.each(['libs/probe/sample.json', 'package-lock.json'])('does not answer once %s changed', (file) => {
    appendFileSync(join(workspace.root, file), '\n');

    expect(nx('test')).toHaveLength(1);
  });
});
