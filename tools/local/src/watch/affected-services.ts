import type { ServiceName } from '../services/plan-services.js';

/** A project's folder, e.g. `libs/contracts`, with the folders of the libraries that its running code uses directly. */
export type LibraryUse = ReadonlyMap<string, readonly string[]>;

/** In which project's folder each service's code lies. The edge serves the site, and keeps its pages for a minute. */
const homes: Record<ServiceName, readonly string[]> = {
  'upload-api': ['apps/upload-api'],
  'gallery-api': ['apps/gallery-api'],
  resizer: ['apps/resizer'],
  edge: ['tools/local', 'apps/site'],
};

/** The services that run code of any of these projects, directly or through libraries. */
export function affectedServices(changed: ReadonlySet<string>, uses: LibraryUse): ServiceName[] {
  return (Object.keys(homes) as ServiceName[]).filter((service) => homes[service].some((home) => reaches(home, changed, uses)));
}

function reaches(project: string, changed: ReadonlySet<string>, uses: LibraryUse): boolean {
  return changed.has(project) || (uses.get(project) ?? []).some((library) => reaches(library, changed, uses));
}
