import { describe, expect, it } from '@jest/globals';
import { GaveUp } from '../supervision/gave-up.js';
import { TaskFailed } from '../tasks/task-failed.js';
import { problemOf } from './problem-of.js';
import { StartProblem } from './start-problem.js';

const errorWith = (code: string) => Object.assign(new Error(`${code}: something, open '/x/y'`), { code, path: '/x/y' });

describe('the sentence for what went wrong', () => {
  it.each([
    ['a write', errorWith('ENOSPC')],
    ['a database', new GaveUp('database', 5, ['[ERROR] InnoDB: Error number 28 means', 'errno: 28 "No space left on device"'])],
    ['a step', new TaskFailed('prepare-database', 'it ended with code 1', ['dpkg-deb: error: No space left on device'])],
    ['several ways', new StartProblem('No way', ['  - packages: cannot write: No space left on device'])],
  ])('says that the disk is full, whoever found out: %s', (_, error) => {
    expect((problemOf(error, '/x') as Error).message).toMatch(
      /^The disk that holds \/x is full: make room on it, or .* Nothing was deleted\.$/,
    );
  });

  it('carries the last lines of a process that died too often', () => {
    const problem = problemOf(new GaveUp('resizer', 5, ['one', 'two']), '/x') as StartProblem;
    expect(problem.message).toBe(
      'resizer died 5 times in a row before it was ready. Its last lines are below, all of them in /x/logs/resizer.jsonl.',
    );
    expect(problem.lines).toEqual(['one', 'two']);
  });

  it('says how to forget data that may be damaged', () => {
    expect((problemOf(new GaveUp('fauxqs', 5, []), '/x') as Error).message).toMatch(/npm run reset/);
  });

  it.each([
    ['EACCES', /^\/x\/y may not be written by this account: /],
    ['ENOTDIR', /^\/x\/y is not what Pinhole left there .* Nothing was deleted\.$/],
  ])('names the file of %s and what to do', (code, sentence) => {
    const problem = problemOf(errorWith(code), '/x');
    expect(problem).toBeInstanceOf(StartProblem);
    expect((problem as Error).message).toMatch(sentence);
  });

  it('leaves a bug a bug, with its stack', () => {
    const bug = new TypeError('x is not a function');
    expect(problemOf(bug, '/x')).toBe(bug);
  });
});
