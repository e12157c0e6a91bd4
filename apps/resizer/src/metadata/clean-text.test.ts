import { describe, expect, it } from '@jest/globals';
import { cleanText } from './clean-text.js';

describe('text out of a stranger’s file', () => {
  it.each([
    { said: 'Canon EOS R5', clean: 'Canon EOS R5' },
    { said: 'HTC\0\0\0\0', clean: 'HTC' },
    { said: 'HTC\0and what lies behind', clean: 'HTC' },
    { said: 'OLYMPUS IMAGING CORP.  ', clean: 'OLYMPUS IMAGING CORP.' },
    { said: 'A\r\nX-Injected: 1', clean: 'A X-Injected: 1' },
    { said: 'safe\u202egpj.exe', clean: 'safe gpj.exe' },
    { said: 'e\u0301clair', clean: '\u00e9clair' },
    { said: Buffer.from('キヤノン\0'), clean: 'キヤノン' },
    { said: Buffer.from('Caf\xe9', 'latin1'), clean: 'Café' },
    { said: '\ud800 lone', clean: 'lone' },
    { said: '----', clean: null },
    { said: '', clean: null },
    { said: 7, clean: null },
    { said: undefined, clean: null },
  ])('is fit to be shown, or nothing: $said', ({ said, clean }) => {
    expect(cleanText(said, 30)).toBe(clean);
  });

  it('is cut in whole characters', () => {
    expect(cleanText(`a${'🦜'.repeat(20)}`, 10)).toBe(`a${'🦜'.repeat(9)}`);
    expect(cleanText(`abc ${'d'.repeat(9)}`, 4)).toBe('abc');
  });
});
