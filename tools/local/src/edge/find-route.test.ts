import { describe, expect, it } from '@jest/globals';
import { findRoute } from './find-route.js';

describe('the path table', () => {
  it.each([
    ['/v1/uploads', 'upload-api', 'upload'],
    ['/v1/uploads/018f0000-0000-7000-8000-000000000000', 'upload-api', 'upload'],
    ['/v1/capabilities', 'upload-api', 'json'],
    ['/v1/photos', 'gallery-api', 'json'],
    ['/v1/photos/x', 'gallery-api', 'json'],
    ['/openapi/upload-api.json', 'upload-api', 'json'],
    ['/openapi/gallery-api.json', 'gallery-api', 'json'],
    ['/i/ab/x/1/320.avif', 'variants', 'image'],
    ['/p/018f0000-0000-7000-8000-000000000000', 'site', 'page'],
    ['/', 'site', 'page'],
    ['/style.css', 'site', 'page'],
    // A service's own doors have no route, so that they end at the site, which has no such file.
    ['/openapi.json', 'site', 'page'],
    ['//v1/photos', 'site', 'page'],
    ['/V1/photos', 'site', 'page'],
  ])('%s is answered by %s under the rule %s', (path, origin, cache) => {
    expect(findRoute(path)).toMatchObject({ origin, cache });
  });
});
