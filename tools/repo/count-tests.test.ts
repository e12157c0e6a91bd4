import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from './checkout.ts';
import type { Report } from './count-tests.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

let workspace: ScratchWorkspace;

beforeEach(() => {
  workspace = new ScratchWorkspace('count');
});

afterEach(() => workspace.remove());

function report(path: string, counts: Partial<Report>): void {
  workspace.write(path, JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, ...counts }));
}

function count(): { status: number | null; stdout: string } {
  const script = join(checkout, 'tools/repo/count-tests.ts');
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: workspace.root, encoding: 'utf8' });
  return { status, stdout };
}

describe('the closing count', () => {
  it('adds up all projects and all kinds of test', () => {
    report('libs/kit/.report/test.json', { numPassedTests: 3 });
    report('apps/shop/.report/test.json', { numPassedTests: 4 });
    report('apps/shop/.report/browser.json', { numPassedTests: 5 });
    report('e2e/.report/e2e.json', { numPassedTests: 6 });

    expect(count()).toEqual({ status: 0, stdout: '18 passed, 0 failed\n' });
  });

  it('fails where a test failed', () => {
    report('libs/kit/.report/test.json', { numPassedTests: 3, numFailedTests: 1 });

    expect(count()).toEqual({ status: 1, stdout: '3 passed, 1 failed\n' });
  });

  it('counts a file that broke before its tests could run as failed', () => {
    report('libs/kit/.report/test.json', { numPassedTests: 3, numRuntimeErrorTestSuites: 1 });

    expect(count()).toEqual({ status: 1, stdout: '3 passed, 1 failed\n' });
  });

  it('fails where no test ran', () => {
    expect(count()).toEqual({ status: 1, stdout: '0 passed, 0 failed\n' });
  });
});
