import { describe, expect, it } from '@jest/globals';
import { sentenceOf } from './api.js';

describe('the sentence for the person', () => {
  it('is the problem’s own', () => {
    expect(sentenceOf('{"code":"too_large","detail":"At most 200 MiB are taken."}')).toBe('At most 200 MiB are taken.');
  });

  it.each(['', '<html>Bad Gateway</html>', '{}', 'null', '{"detail":7}', '[]'])('is one of ours where %j came', (body) => {
    expect(sentenceOf(body)).toMatch(/^Something went wrong at the gallery\./);
  });
});
