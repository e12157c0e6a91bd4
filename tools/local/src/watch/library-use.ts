import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryUse } from './affected-services.js';

/** Not in what a service runs: the tests' own library. */
const testingLibrary = '@pinhole/testing';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Reads from the manifests which project uses which libraries. */
export function readLibraryUse(root: string): LibraryUse {
  const projects = ['libs', 'apps', 'tools'].flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`));
  const manifests = new Map(projects.flatMap((project) => entryOf(root, project)));
  const libraries = new Map(
    [...manifests].filter(([project]) => project.startsWith('libs/')).map(([project, { name }]) => [name, project]),
  );
  return new Map(
    [...manifests].map(([project, { dependencies = {} }]) => [
      project,
      Object.keys(dependencies).flatMap((name) => (name === testingLibrary ? [] : (libraries.get(name) ?? []))),
    ]),
  );
}

/** Nothing for what is no project, such as a script beside the folders. */
function entryOf(root: string, project: string): [string, Manifest][] {
  try {
    return [[project, JSON.parse(readFileSync(join(root, project, 'package.json'), 'utf8')) as Manifest]];
  } catch {
    return [];
  }
}
