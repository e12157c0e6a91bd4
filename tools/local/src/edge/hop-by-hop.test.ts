import { describe, expect, it } from '@jest/globals';
import { endToEnd } from './hop-by-hop.js';

describe('headers that go on', () => {
  it('are all but those of the connection, and those that it names', () => {
    expect(
      endToEnd({
        'content-type': 'text/plain',
        connection: 'close, X-Private',
        'x-private': '1',
        'keep-alive': 'timeout=5',
        'transfer-encoding': 'chunked',
        te: 'trailers',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABk',
        'proxy-authorization': 'Basic eDp5',
        etag: '"a"',
      }),
    ).toEqual({ 'content-type': 'text/plain', etag: '"a"' });
  });
});
