import { describe, expect, it } from '@jest/globals';
import { cacheControl } from '@pinhole/resources';
import { freshSeconds } from './freshness.js';

describe('how long an answer may be given to others', () => {
  it.each([
    { says: cacheControl.list, seconds: 1 },
    { says: cacheControl.immutable, seconds: 31536000 },
    { says: cacheControl.capabilities, seconds: 60 },
    { says: cacheControl.unlisted, seconds: 0 },
    { says: cacheControl.none, seconds: 0 },
    { says: 'public, max-age=60, no-cache', seconds: 0 },
    { says: 'public, max-age=60, private="x"', seconds: 0 },
    { says: 'Public, Max-Age="60"', seconds: 60 },
    { says: 'max-age=60, s-maxage=0', seconds: 0 },
    { says: 'max-age=-1', seconds: 0 },
    { says: 'max-age=soon', seconds: 0 },
    { says: 'public', seconds: 0 },
  ])('$says: $seconds s', ({ says, seconds }) => {
    expect(freshSeconds(200, { 'cache-control': says })).toBe(seconds);
  });

  it('is less by the age the answer came with', () => {
    expect(freshSeconds(200, { 'cache-control': 'max-age=60', age: '20' })).toBe(40);
    expect(freshSeconds(200, { 'cache-control': 'max-age=60', age: '90' })).toBe(0);
  });

  it('is nothing without a word of the origin', () => {
    expect(freshSeconds(200, {})).toBe(0);
  });

  it('is nothing for an answer that sets a cookie, or varies by what nobody can know', () => {
    expect(freshSeconds(200, { 'cache-control': 'max-age=60', 'set-cookie': ['a=1'] })).toBe(0);
    expect(freshSeconds(200, { 'cache-control': 'max-age=60', vary: '*' })).toBe(0);
  });

  it.each([204, 206, 301, 304, 404, 410, 500, 503])('is nothing for a %s', (status) => {
    expect(freshSeconds(status, { 'cache-control': 'public, max-age=60' })).toBe(0);
  });
});
