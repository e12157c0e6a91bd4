import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout } from './checkout.ts';
import { type Manifest, type Project, projectsOf, readJson } from './projects.ts';

interface TsConfig {
  references?: { path: string }[];
}

const projects = projectsOf(checkout);
const folderOf = new Map(projects.map(({ folder, manifest }) => [manifest.name, folder]));
const root = { folder: '.', manifest: readJson<Manifest>(join(checkout, 'package.json')) };

/** The workspaces that a manifest names. */
function ours({ manifest }: Project): string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) => folderOf.has(name));
}

function referencesOf({ folder }: Project): string[] {
  const { references = [] } = readJson<TsConfig>(join(checkout, folder, 'tsconfig.json'));
  return references.map(({ path }) => relative(checkout, join(checkout, folder, path)));
}

function namesImportedIn({ folder }: Project): string[] {
  const files = globSync(['src/**/*.ts', '*.ts'], { cwd: join(checkout, folder) });
  const texts = files.map((file) => readFileSync(join(checkout, folder, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/^(?:import|export)\b[^;]*? from '(@pinhole\/[^/']+)/gms)].map(([, name]) => name!),
  );
}

describe('the workspace', () => {
  it.each(projects)('$folder is built after all that its manifest names', (project) => {
    expect(referencesOf(project).sort()).toEqual(
      ours(project)
        .map((name) => folderOf.get(name))
        .sort(),
    );
  });

  it.each(projects)('$folder imports of ours only what its manifest names', (project) => {
    const undeclared = namesImportedIn(project).filter((name) => !ours(project).includes(name) && name !== project.manifest.name);
    expect(undeclared).toEqual([]);
  });

  it('builds every project from its root', () => {
    expect(referencesOf(root).sort()).toEqual(projects.map(({ folder }) => folder));
  });

  it.each([root, ...projects])('$folder runs every script under the launcher’s Node.js', ({ manifest }) => {
    const commands = Object.values(manifest.scripts ?? {}).flatMap((script) => script.split(' && '));
    const astray = commands.filter((command) => !/^((exec )?sh (\.\.\/)*tools\/run |cd (\.\.\/?)+$)/.test(command));
    expect(astray).toEqual([]);
  });

  it('lets contracts know only zod', () => {
    const contracts = projects.find(({ folder }) => folder === 'libs/contracts')!;
    expect(Object.keys(contracts.manifest.dependencies ?? {})).toEqual(['zod']);
  });
});
