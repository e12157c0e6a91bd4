import { describe, expect, it } from '@jest/globals';
import { resizerConfig } from './config.js';

const LANES = resizerConfig.shape.LANES;

describe('LANES', () => {
  it.each([
    { given: undefined, lanes: ['preview', 'full', 'backfill'] },
    { given: 'full', lanes: ['full'] },
    { given: 'backfill, preview', lanes: ['preview', 'backfill'] },
    { given: 'full,full', lanes: ['full'] },
  ])('$given: these, in their own order of precedence', ({ given, lanes }) => {
    expect(LANES.parse(given)).toEqual(lanes);
  });

  it.each(['', 'fast', 'full,'])('"%s" is refused', (given) => {
    expect(LANES.safeParse(given).success).toBe(false);
  });
});
