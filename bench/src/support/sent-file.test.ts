import { describe, expect, it } from '@jest/globals';
import { makeSentFile, partsOf } from './sent-file.js';

describe('a sent file', () => {
  it('has the length that was asked for, begins as a JPEG does, and lies whole in its form', () => {
    const { bytes, form, contentType } = makeSentFile(1_000);
    expect(bytes.length).toBe(1_000);
    expect(bytes.toString('hex', 0, 3)).toBe('ffd8ff');
    expect(form.includes(bytes)).toBe(true);
    expect(form.toString('latin1').startsWith(`--${contentType.split('boundary=')[1]}\r\n`)).toBe(true);
  });

  it.each([
    { length: 20, partBytes: 8, parts: [8, 8, 4] },
    { length: 16, partBytes: 8, parts: [8, 8] },
    { length: 5, partBytes: 8, parts: [5] },
  ])('of $length bytes is cut into parts of $partBytes: $parts', ({ length, partBytes, parts }) => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index));
    const cut = partsOf(bytes, partBytes);
    expect(cut.map((part) => part.length)).toEqual(parts);
    expect(Buffer.concat(cut)).toEqual(bytes);
  });
});
