import { describe, expect, it } from '@jest/globals';
import { byteRange } from './byte-range.js';

describe('a Range over 100 bytes', () => {
  it.each([
    { header: 'bytes=0-9', part: { start: 0, end: 10 } },
    { header: 'bytes=0-0', part: { start: 0, end: 1 } },
    { header: 'bytes=90-', part: { start: 90, end: 100 } },
    { header: 'bytes=90-999', part: { start: 90, end: 100 } },
    { header: 'bytes=-10', part: { start: 90, end: 100 } },
    { header: 'bytes=-1000', part: { start: 0, end: 100 } },
    { header: 'Bytes=0-99', part: { start: 0, end: 100 } },
    { header: 'bytes=100-', part: 'none' },
    { header: 'bytes=100-200', part: 'none' },
    { header: 'bytes=-0', part: 'none' },
    { header: undefined, part: null },
    { header: 'bytes=', part: null },
    { header: 'bytes=-', part: null },
    { header: 'bytes=9-0', part: null },
    { header: 'bytes=0-9,20-29', part: null },
    { header: 'lines=0-9', part: null },
    { header: 'bytes=0x1-9', part: null },
    { header: 'bytes=0-9999999999999999999', part: null },
  ])('$header', ({ header, part }) => {
    expect(byteRange(header, 100)).toEqual(part);
  });

  it('has nothing to give of an empty body', () => {
    expect(byteRange('bytes=0-', 0)).toBe('none');
    expect(byteRange('bytes=-5', 0)).toBe('none');
  });
});
