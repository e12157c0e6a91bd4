import { describe, expect, it } from '@jest/globals';
import { photosMax, readBackfillWish } from './backfill-wish.js';

const id = '019b1f2e-7c1a-7000-8000-0123456789ab';

describe('what a person may ask of a backfill', () => {
  it('is all that an older standard made or that is lost, at a rate that a few cores keep up with', () => {
    expect(readBackfillWish([])).toEqual({ recipe: 'standard', limit: photosMax, ratePerSecond: 5, waitSeconds: 600 });
  });

  it('is taken as it was said', () => {
    const said = ['--recipe', 'polish', `--photos=${id.toUpperCase()},${id}`, '--limit=3', '--rate=4', '--wait-seconds=6'];
    expect(readBackfillWish(said)).toEqual({
      ...{ recipe: 'polish', photos: [id], limit: 3, ratePerSecond: 4, waitSeconds: 6 },
    });
  });

  it('is never more than goes at once', () => {
    expect(readBackfillWish(['--limit=999999999']).limit).toBe(photosMax);
  });

  it.each([
    { said: ['--recipe=fine'], fault: "--recipe is 'standard' or 'polish'" },
    { said: ['--photos=x,y'], fault: "--photos are ids with commas between them, and 'x' is none" },
    { said: ['--photos='], fault: "--photos are ids with commas between them, and '' is none" },
    { said: ['--limit=0'], fault: '--limit is 1 at least' },
    { said: ['--rate=fast'], fault: '--rate is a whole number' },
    { said: ['--rate=0'], fault: '--rate is 1 at least' },
    { said: ['--fix'], fault: "Unknown option '--fix'" },
    { said: ['polish'], fault: "Unexpected argument 'polish'" },
  ])('else is answered in one sentence: $said', ({ said, fault }) => {
    expect(() => readBackfillWish(said)).toThrow(fault);
    expect(() => readBackfillWish(said)).toThrow("Try 'npm run pinhole -- backfill', with --recipe,");
  });
});
