import { describe, expect, it } from '@jest/globals';
import { acceptsGzip } from './accepts-gzip.js';

describe('a client takes gzip', () => {
  it.each(['gzip', 'br, GZIP;q=0.5', 'deflate, gzip, br', '*', 'x-gzip', 'gzip;q=1.0, *;q=0'])('when it says %j', (header) => {
    expect(acceptsGzip(header)).toBe(true);
  });
  it.each([undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.0, br', '*;q=0', 'identity', 'gzip;q=0, *'])(
    'not when it says %j',
    (header) => {
      expect(acceptsGzip(header)).toBe(false);
    },
  );
});
