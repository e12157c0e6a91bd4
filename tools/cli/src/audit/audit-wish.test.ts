import { describe, expect, it } from '@jest/globals';
import { readAuditWish } from './audit-wish.js';

describe('what a person may ask of an audit', () => {
  it('changes nothing and holds ten minutes against nobody, unless they say more', () => {
    expect(readAuditWish([])).toEqual({
      ...{ depth: 'objects', atRest: false, fix: false, yes: false, json: false },
      ...{ graceSeconds: 600, waitSeconds: 60, removalsMax: 100, shownMax: 10 },
    });
  });

  it('is taken as it was said', () => {
    const said = [
      '--deep',
      '--fix',
      '--yes',
      '--json',
      '--grace-seconds=5',
      '--wait-seconds=6',
      '--removals-max=7',
      '--shown-max=8',
    ];
    expect(readAuditWish(said)).toEqual({
      ...{ depth: 'bytes', atRest: false, fix: true, yes: true, json: true },
      ...{ graceSeconds: 5, waitSeconds: 6, removalsMax: 7, shownMax: 8 },
    });
  });

  it('knows no grace where nothing is on its way', () => {
    expect(readAuditWish(['--at-rest', '--quick'])).toMatchObject({ depth: 'listings', atRest: true, graceSeconds: 0 });
  });

  it.each([
    { said: ['more'], fault: "Unexpected argument 'more'" },
    { said: ['--nonsense'], fault: "Unknown option '--nonsense'" },
    { said: ['--yes'], fault: '--yes says yes to --fix' },
    { said: ['--deep', '--quick'], fault: '--deep and --quick do not go together' },
    { said: ['--grace-seconds=soon'], fault: '--grace-seconds is a whole number' },
  ])('else is answered in one sentence: $said', ({ said, fault }) => {
    expect(() => readAuditWish(said)).toThrow(fault);
    expect(() => readAuditWish(said)).toThrow("Try 'npm run pinhole -- audit'");
  });
});
