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

const empty: Report = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

function report(path: string, counts: Partial<Report>): void {
  workspace.write(path, JSON.stringify({ ...empty, ...counts }));
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

  it('says which tests failed, and why, above its last line', () => {
    const assertionResults = [
      { fullName: 'the till gives change', status: 'failed', failureMessages: ['\u001B[31mExpected: 3\u001B[39m'] },
      { fullName: 'the till opens', status: 'passed', failureMessages: [] },
    ];
    report('apps/shop/.report/test.json', {
      ...{ numPassedTests: 1, numFailedTests: 1 },
      testResults: [{ name: 'dist/till.test.js', status: 'failed', message: 'all of it', assertionResults }],
    });

    expect(count()).toEqual({
      status: 1,
      stdout: 'dist/till.test.js: the till gives change\nExpected: 3\n\n1 passed, 1 failed\n',
    });
  });

  it('says what kept a file from running', () => {
    report('apps/shop/.report/test.json', {
      numRuntimeErrorTestSuites: 1,
      testResults: [{ name: 'dist/till.test.js', status: 'failed', message: 'no such module', assertionResults: [] }],
    });

    expect(count()).toEqual({ status: 1, stdout: 'dist/till.test.js: did not run\nno such module\n\n0 passed, 1 failed\n' });
  });

  it('fails where no test ran', () => {
    expect(count()).toEqual({ status: 1, stdout: '0 passed, 0 failed\n' });
  });
});
