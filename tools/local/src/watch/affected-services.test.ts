import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../services/project-root.js';
import { affectedServices } from './affected-services.js';
import { readLibraryUse } from './library-use.js';

describe('the services that a change concerns', () => {
  const uses = readLibraryUse(projectRoot);

  it.each([
    { changed: 'apps/resizer', services: ['resizer'] },
    { changed: 'apps/upload-api', services: ['upload-api'] },
    { changed: 'apps/site', services: ['edge'] },
    { changed: 'tools/local', services: ['edge'] },
    { changed: 'libs/object-store', services: ['upload-api', 'resizer'] },
    { changed: 'libs/messaging', services: ['upload-api', 'gallery-api', 'resizer'] },
    { changed: 'libs/contracts', services: ['upload-api', 'gallery-api', 'resizer', 'edge'] },
    { changed: 'libs/testing', services: [] },
  ])('are $services for $changed', ({ changed, services }) => {
    expect(affectedServices(new Set([changed]), uses)).toEqual(services);
  });
});
