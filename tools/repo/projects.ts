import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export interface Project {
  /** As in `libs/contracts`. */
  folder: string;
  manifest: Manifest;
}

/** Every workspace of the checkout, by its manifest. */
export function projectsOf(root: string): Project[] {
  const folders = globSync(['{libs,apps,tools}/*/package.json', '{deploy,e2e,bench}/package.json'], { cwd: root }).map(dirname);
  return folders.sort().map((folder) => ({ folder, manifest: readJson<Manifest>(join(root, folder, 'package.json')) }));
}

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
