import { describe, expect, it } from '@jest/globals';
import { readTarget } from './read-target.js';

describe('the target of a request', () => {
  it.each([
    { target: '/v1/photos?limit=2', path: '/v1/photos', search: '?limit=2' },
    { target: '/v1/photos?', path: '/v1/photos', search: '' },
    { target: '/i/../v1/photos', path: '/v1/photos', search: '' },
    { target: '/i/%2e%2e/v1/photos', path: '/v1/photos', search: '' },
    { target: '/i\\..\\v1/photos', path: '/v1/photos', search: '' },
    { target: '//elsewhere.example/x', path: '//elsewhere.example/x', search: '' },
    { target: 'http://elsewhere.example/v1/photos?a=1', path: '/v1/photos', search: '?a=1' },
    { target: '/#/x', path: '/', search: '' },
  ])('$target is $path', ({ target, path, search }) => {
    expect(readTarget(target)).toEqual({ path, search });
  });

  it.each(['', '*', 'v1/photos', 'file:///etc/passwd', '/v1/..%2fhealth/live', '/x%5c..%5cy', '/a%00b', '/%zz', '/%e0%a4%a'])(
    '%j is refused',
    (target) => {
      expect(readTarget(target)).toBeNull();
    },
  );
});
