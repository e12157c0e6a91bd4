/**
 * Counts what jest itself reported below the working directory, in all projects and of all kinds of test, and prints it as
 * the last line of a whole run: `N passed, N failed`, below each failed test with what it said. Fails where a test failed, and
 * where none ran.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Report {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that broke before their tests could be counted. */
  numRuntimeErrorTestSuites: number;
  testResults: FileReport[];
}

interface FileReport {
  name: string;
  status: string;
  /** What kept the file from running, or everything its failed tests said. */
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

export const reportFiles = ['*/.report/*.json', '*/*/.report/*.json'];

export function countTests(reports: Report[]): { passed: number; failed: number } {
  const sum = (count: (report: Report) => number) => reports.reduce((total, report) => total + count(report), 0);
  return {
    passed: sum((report) => report.numPassedTests),
    failed: sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites),
  };
}

/** Each failed test with its message: a long run's own output is often cut before anybody reads it. */
export function describeFailures(reports: Report[]): string[] {
  return reports
    .flatMap(({ testResults }) => testResults)
    .flatMap(({ name, status, message, assertionResults }) => {
      const failures = assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => `${name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
      return status === 'failed' && failures.length === 0 ? [`${name}: did not run\n${message}`] : failures;
    });
}

if (import.meta.main) {
  const files = globSync(reportFiles, { cwd: process.cwd(), exclude: ['node_modules'] });
  const reports = files.map((file) => JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')) as Report);
  const { passed, failed } = countTests(reports);
  for (const failure of describeFailures(reports)) process.stdout.write(`${stripVTControlCharacters(failure)}\n\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
