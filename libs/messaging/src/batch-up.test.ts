import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchMessagesMax, batchUp } from './batch-up.js';
import { bytesOf, publishBytesMax } from './written-message.js';

const message = fc.record({
  name: fc.constant('a.b.v1'),
  payload: fc.integer({ min: 1, max: 200_000 }).map((n) => 'x'.repeat(n)),
});
const messages = fc.array(message, { maxLength: 40 });

describe('batchUp', () => {
  it('keeps every message, once and in its order', () => {
    fc.assert(
      fc.property(messages, (list) => expect(batchUp(list).flat()).toEqual(list)),
      { numRuns: 50 },
    );
  });

  it('makes no batch that SNS would refuse: not by number, not by bytes', () => {
    const holds = fc.property(messages, (list) => {
      for (const batch of batchUp(list)) {
        expect(batch.length).toBeLessThanOrEqual(batchMessagesMax);
        expect(batch.reduce((sum, each) => sum + bytesOf(each), 0)).toBeLessThanOrEqual(publishBytesMax);
      }
    });
    fc.assert(holds, { numRuns: 50 });
  });

  it('fills its batches', () => {
    const small = Array.from({ length: 25 }, () => ({ name: 'a.b.v1', payload: 'x' }));
    expect(batchUp(small).map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('leaves a message that no batch can hold alone, so that only it is refused', () => {
    const tooLarge = { name: 'a.b.v1', payload: 'x'.repeat(publishBytesMax + 1) };
    const small = { name: 'a.b.v1', payload: 'x' };
    expect(batchUp([small, tooLarge, small])).toEqual([[small], [tooLarge], [small]]);
  });
});
