import { describe, expect, it } from '@jest/globals';
import { onLoopback } from './listen-on-loopback.js';

const done = () => undefined;

describe('onLoopback', () => {
  it.each([
    { name: 'options', given: [{ port: 80, host: '0.0.0.0' }, done], made: [{ port: 80, host: '127.0.0.1' }, done] },
    { name: 'options without a host', given: [{ port: 0 }], made: [{ port: 0, host: '127.0.0.1' }] },
    { name: 'a port in words', given: [{ port: '80' }], made: [{ port: '80', host: '127.0.0.1' }] },
    { name: 'a port', given: [80, done], made: [{ port: 80, host: '127.0.0.1' }, done] },
    { name: 'a port and a host', given: [80, '::', done], made: [{ port: 80, host: '127.0.0.1' }, done] },
    { name: 'a port, a host and a backlog', given: [80, '::', 5, done], made: [{ port: 80, host: '127.0.0.1' }, done] },
    { name: 'nothing', given: [], made: [{ port: 0, host: '127.0.0.1' }] },
    { name: 'a callback alone', given: [done], made: [{ port: 0, host: '127.0.0.1' }, done] },
    { name: 'nothing and a callback', given: [undefined, done], made: [{ port: 0, host: '127.0.0.1' }, done] },
  ])('takes $name to 127.0.0.1', ({ given, made }) => {
    expect(onLoopback(given)).toEqual(made);
  });

  it.each([
    { name: 'a path', given: ['/tmp/socket', done] },
    { name: 'options with a path', given: [{ path: '/tmp/socket' }, done] },
  ])('leaves $name alone', ({ given }) => {
    expect(onLoopback(given)).toEqual(given);
  });
});
