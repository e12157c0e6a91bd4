/**
 * Counts what jest itself reported below the working directory, in all projects and of all kinds of test, and prints it as
 * the last line of a whole run: `N passed, N failed`. Fails where a test failed, and where none ran.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that broke before their tests could be counted. */
  numRuntimeErrorTestSuites: number;
}

export const reportFiles = ['*/.report/*.json', '*/*/.report/*.json'];

export function countTests(reports: Report[]): { passed: number; failed: number } {
  const sum = (count: (report: Report) => number) => reports.reduce((total, report) => total + count(report), 0);
  return {
    passed: sum((report) => report.numPassedTests),
    failed: sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites),
  };
}

if (import.meta.main) {
  const files = globSync(reportFiles, { cwd: process.cwd(), exclude: ['node_modules'] });
  const { passed, failed } = countTests(
    files.map((file) => JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')) as Report),
  );
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
