import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ScratchWorkspace } from './scratch-workspace.ts';

const passing = "import { expect, it } from '@jest/globals';\nit('holds', () => expect(1).toBe(1));\n";
const failing = "import { expect, it } from '@jest/globals';\nit('holds', () => expect(1).toBe(2));\n";

let workspace: ScratchWorkspace;
let project: string;

beforeEach(() => {
  workspace = new ScratchWorkspace('build');
  workspace.copy('tsconfig.base.json', 'tools/repo/build.ts', 'tools/repo/test.ts');
  workspace.addProject('libs/kit');
  project = join(workspace.root, 'libs/kit');
});

afterEach(() => workspace.remove());

function tool(name: string, ...args: string[]): { status: number | null; output: string } {
  const script = join(workspace.root, 'tools/repo', name);
  const env = { ...process.env, FORCE_COLOR: '0' }; // nx wants its scripts coloured, and a colour would stand within the words.
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: project, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

function report(kind = 'test'): { numPassedTests: number; numFailedTests: number } {
  return JSON.parse(readFileSync(join(project, `.report/${kind}.json`), 'utf8')) as ReturnType<typeof report>;
}

describe('build', () => {
  it('takes away what has no source any more, so that a removed test no longer runs', () => {
    workspace.write('libs/kit/src/stays.test.ts', passing);
    workspace.write('libs/kit/src/rooms/goes.test.ts', passing);
    expect(tool('build.ts')).toEqual({ status: 0, output: '' });
    expect(tool('test.ts').status).toBe(0);
    expect(report().numPassedTests).toBe(2);

    rmSync(join(project, 'src/rooms/goes.test.ts'));
    expect(tool('build.ts').status).toBe(0);
    expect(tool('test.ts').status).toBe(0);
    expect(report().numPassedTests).toBe(1);
    expect(existsSync(join(project, 'dist/rooms/goes.test.d.ts'))).toBe(false);
  });

  it('keeps what stands in public/, and takes it away again with it', () => {
    workspace.write('libs/kit/public/pages/index.html', '<!doctype html>');
    tool('build.ts');
    expect(existsSync(join(project, 'dist/pages/index.html'))).toBe(true);

    rmSync(join(project, 'public/pages'), { recursive: true });
    tool('build.ts');
    expect(existsSync(join(project, 'dist/pages/index.html'))).toBe(false);
    expect(existsSync(join(project, 'dist/index.js'))).toBe(true);
  });

  it('lays beside a page the packages that its manifest says are served, and takes them away again with that', () => {
    const manifest = readFileSync(join(project, 'package.json'), 'utf8');
    workspace.write('libs/kit/node_modules/paint/package.json', '{ "name": "paint", "version": "1.0.0", "main": "colour.js" }');
    workspace.write('libs/kit/node_modules/paint/colour.js', 'export const red = 1;');
    workspace.write('libs/kit/package.json', JSON.stringify({ ...JSON.parse(manifest), servedPackages: ['paint'] }));
    expect(tool('build.ts')).toEqual({ status: 0, output: '' });
    expect(readFileSync(join(project, 'dist/packages/paint.js'), 'utf8')).toBe('export const red = 1;');

    workspace.write('libs/kit/package.json', manifest);
    tool('build.ts');
    expect(existsSync(join(project, 'dist/packages/paint.js'))).toBe(false);
  });

  it('makes again what is gone, whatever the compiler’s notes say', () => {
    tool('build.ts');
    rmSync(join(project, 'dist/index.js'));

    expect(tool('build.ts').status).toBe(0);
    expect(existsSync(join(project, 'dist/index.js'))).toBe(true);
  });

  it('fails where a type does not fit', () => {
    workspace.write('libs/kit/src/wrong.ts', "export const one: number = 'two';\n");

    const { status, output } = tool('build.ts');

    expect(status).not.toBe(0);
    expect(output).toContain('wrong.ts');
  });
});

describe('test', () => {
  it('runs every test that needs no stack, whatever its file is called', () => {
    const names = ['kit.test.ts', 'kit.int.test.ts', 'kit.controller.test.ts'];
    for (const name of names) workspace.write(`libs/kit/src/${name}`, passing);
    tool('build.ts');

    expect(tool('test.ts').status).toBe(0);
    expect(report().numPassedTests).toBe(names.length);
  });

  it('runs tests that need a whole stack only when asked for their kind', () => {
    workspace.write('libs/kit/src/kit.test.ts', passing);
    workspace.write('libs/kit/src/kit.e2e.test.ts', failing);
    tool('build.ts');

    expect(tool('test.ts').status).toBe(0);
    expect(tool('test.ts', 'e2e').status).not.toBe(0);
    expect(report('e2e')).toMatchObject({ numPassedTests: 0, numFailedTests: 1 });
  });

  it('counts only whole runs', () => {
    workspace.write('libs/kit/src/kit.test.ts', `${passing}${passing.replace(/^import.*\n/, '').replace('holds', 'stands')}`);
    tool('build.ts');
    tool('test.ts');

    expect(tool('test.ts', '-t', 'stands').output).toContain('1 skipped, 1 passed');
    expect(report().numPassedTests).toBe(2);
  });

  it('fails where there is no test', () => {
    tool('build.ts');

    expect(tool('test.ts').status).not.toBe(0);
  });

  it('leaves no report of the run before where jest dies', () => {
    workspace.write('libs/kit/src/kit.test.ts', passing);
    tool('build.ts');
    tool('test.ts');
    workspace.write('libs/kit/src/kit.test.ts', "process.kill(process.pid, 'SIGKILL');\n");
    tool('build.ts');

    expect(tool('test.ts').status).not.toBe(0);
    expect(existsSync(join(project, '.report/test.json'))).toBe(false);
  });
});
