import { describe, expect, it } from '@jest/globals';
import { routes } from './index.js';

function originOf(path: string): string | undefined {
  return routes.find((route) => (route.path.endsWith('*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path))
    ?.origin;
}

describe('the path table', () => {
  it.each([
    ['/v1/uploads', 'upload-api'],
    ['/v1/uploads/019aa5c0-8f2e-7a41-9c3d-5e6f70819203', 'upload-api'],
    ['/v1/capabilities', 'upload-api'],
    ['/v1/photos', 'gallery-api'],
    ['/openapi/upload-api.json', 'upload-api'],
    ['/openapi/gallery-api.json', 'gallery-api'],
    ['/i/5a/019aa5c0-8f2e-7a41-9c3d-5e6f70819203/1/320.avif', 'variants'],
    ['/p/019aa5c0-8f2e-7a41-9c3d-5e6f70819203', 'site'],
    ['/', 'site'],
    ['/style.css', 'site'],
  ])('sends %s to %s', (path, origin) => {
    expect(originOf(path)).toBe(origin);
  });

  it('leads nowhere to the originals', () => {
    expect(new Set(routes.map(({ origin }) => origin))).toEqual(new Set(['upload-api', 'gallery-api', 'variants', 'site']));
    expect(originOf('/o/5a/019aa5c0-8f2e-7a41-9c3d-5e6f70819203')).toBe('site');
  });
});
