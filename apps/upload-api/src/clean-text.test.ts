import { describe, expect, it } from '@jest/globals';
import { cleanFileName, cleanText } from './clean-text.js';

describe('text that a person typed', () => {
  it.each([
    { name: 'composes', from: 'A\u030angstro\u0308m', to: 'Ångström' },
    { name: 'drops control characters', from: 'a\u0000b\u001bc\u007f', to: 'abc' },
    { name: 'drops what SQS refuses', from: 'a\ufffeb\uffffc', to: 'abc' },
    { name: 'drops half a surrogate pair', from: 'a\ud800b', to: 'ab' },
    { name: 'makes one line of several', from: ' a\r\nb\tc ', to: 'a b c' },
    { name: 'keeps emoji and joiners', from: '👨‍👩‍👧 北', to: '👨‍👩‍👧 北' },
  ])('$name', ({ from, to }) => {
    expect(cleanText(from)).toBe(to);
  });

  it('keeps lines where they are wanted', () => {
    expect(cleanText('a\r\nb\rc\n', { lines: true })).toBe('a\nb\nc');
  });

  it('is cut between characters, never within one', () => {
    expect(cleanFileName('🦜🦜🦜', 2)).toBe('🦜🦜');
  });
});
