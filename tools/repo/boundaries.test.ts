import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { cruise } from './boundaries.ts';
import { checkout } from './checkout.ts';
import { projectsOf } from './projects.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

interface Plant {
  in: string;
  of: string;
  rule: string;
}

const projects = [...new Set([...projectsOf(checkout).map(({ folder }) => folder), 'deploy', 'libs/newcomer'])];

const between: Plant[] = [
  { in: 'libs/contracts', of: 'libs/resources', rule: 'contracts-know-only-zod' },
  { in: 'libs/contracts', of: 'apps/upload-api', rule: 'libs-import-of-ours-only-libs' },
  { in: 'libs/resources', of: 'libs/service-kit', rule: 'resources-imports-of-libs-only-contracts' },
  { in: 'libs/service-kit', of: 'libs/messaging', rule: 'service-kit-imports-of-libs-only-contracts-and-resources' },
  { in: 'libs/service-kit', of: 'libs/testing', rule: 'service-kit-imports-of-libs-only-contracts-and-resources' },
  { in: 'libs/testing', of: 'libs/messaging', rule: 'testing-imports-of-libs-only-contracts-and-resources-and-service-kit' },
  {
    in: 'libs/messaging',
    of: 'libs/object-store',
    rule: 'messaging-imports-of-libs-only-contracts-and-resources-and-service-kit-and-testing',
  },
  { in: 'libs/messaging', of: 'libs/testing', rule: 'testing-is-for-tests' },
  {
    in: 'libs/object-store',
    of: 'libs/messaging',
    rule: 'object-store-imports-of-libs-only-contracts-and-resources-and-service-kit-and-testing',
  },
  { in: 'libs/object-store', of: 'apps/resizer', rule: 'libs-import-of-ours-only-libs' },
  { in: 'libs/resources', of: 'deploy', rule: 'libs-import-of-ours-only-libs' },
  { in: 'libs/testing', of: 'tools/local', rule: 'libs-import-of-ours-only-libs' },
  { in: 'libs/newcomer', of: 'libs/contracts', rule: 'every-library-has-its-layer' },
  { in: 'apps/gallery-api', of: 'apps/upload-api', rule: 'apps-never-import-apps' },
  { in: 'apps/upload-api', of: 'tools/local', rule: 'apps-import-of-ours-only-apps-and-libs' },
  { in: 'apps/upload-api', of: 'deploy', rule: 'apps-import-of-ours-only-apps-and-libs' },
  { in: 'apps/upload-api', of: 'e2e', rule: 'apps-import-of-ours-only-apps-and-libs' },
  { in: 'apps/resizer', of: 'libs/testing', rule: 'testing-is-for-tests' },
  { in: 'apps/site', of: 'libs/service-kit', rule: 'site-imports-no-server-code' },
  { in: 'tools/local', of: 'e2e', rule: 'tools-import-of-ours-only-tools-and-apps-and-libs' },
  { in: 'tools/repo', of: 'deploy', rule: 'tools-import-of-ours-only-tools-and-apps-and-libs' },
  { in: 'deploy', of: 'tools/local', rule: 'deploy-import-of-ours-only-deploy-and-apps-and-libs' },
  { in: 'e2e', of: 'bench', rule: 'e2e-import-of-ours-only-e2e-and-apps-and-libs-and-tools' },
];

const ofPackages: Plant[] = [
  { in: 'libs/contracts', of: 'typeorm', rule: 'contracts-know-only-zod' },
  { in: 'apps/upload-api', of: 'sharp', rule: 'sharp-only-where-pictures-are-made' },
  { in: 'libs/object-store', of: 'sharp', rule: 'sharp-only-where-pictures-are-made' },
  { in: 'bench', of: 'sharp', rule: 'sharp-only-where-pictures-are-made' },
  { in: 'apps/site', of: 'typeorm', rule: 'site-imports-no-server-code' },
];

const allowed = [
  { in: 'apps/upload-api', of: 'libs/messaging' },
  { in: 'libs/messaging', of: 'libs/service-kit' },
  { in: 'tools/local', of: 'apps/resizer' },
  { in: 'deploy', of: 'apps/resizer' },
  { in: 'e2e', of: 'tools/local' },
  { in: 'bench', of: 'libs/testing' },
  { in: 'apps/resizer', of: 'sharp' },
  { in: 'libs/contracts', of: 'zod' },
];

/** Every way to write an import, given the name of a thing and its relative path. */
const forms: Record<string, (name: string, path: string) => string> = {
  'by workspace name': (name) => `import { stub } from '${name}';\nexport const used = stub;`,
  'by relative path': (_, path) => `import { stub } from '${path}';\nexport const used = stub;`,
  'as a type': (name) => `import type { Stub } from '${name}';\nexport type Used = Stub;`,
  'as a type by relative path': (_, path) => `import type { Stub } from '${path}';\nexport type Used = Stub;`,
  'as a type in passing': (name) => `export type Used = import('${name}').Stub;`,
  'by handing it on': (name) => `export * from '${name}';`,
  'at run time': (name) => `export const used = await import('${name}');`,
};

let workspace: ScratchWorkspace;
let violations: Set<string>;

beforeAll(() => {
  workspace = new ScratchWorkspace('boundaries');
  workspace.copy('dependency-cruiser.config.mjs', 'tsconfig.base.json');
  for (const project of projects) workspace.addProject(project, { dependencies: { sharp: '*', zod: '*' } });
  for (const plant of [...between, ...ofPackages, ...allowed])
    for (const form of Object.keys(forms)) workspace.write(fileOf(plant, form), textOf(plant, form));
  workspace.write('apps/upload-api/src/astray.ts', "export * from '@pinhole/not-there';");
  workspace.write('apps/upload-api/src/lost.ts', "export * from './not-there.js';");
  workspace.write('apps/upload-api/src/undeclared.ts', "export * from 'typeorm';");
  workspace.write('libs/messaging/src/relay.test.ts', "export * from '@pinhole/testing';");
  workspace.write('bench/src/peers/bare.main.ts', "export * from 'sharp';");
  workspace.write('tools/local/src/edge/heavy.ts', "export * from '@pinhole/service-kit';");
  workspace.write('libs/service-kit/src/plain.ts', "export * from './framed.js';");
  workspace.write('libs/service-kit/src/framed.ts', "export * from 'typeorm';");
  const { output } = cruise(workspace.root, '--output-type', 'json');
  const report = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string; severity: string } }[] } };
  violations = new Set(report.summary.violations.map(({ from, rule }) => `${rule.severity} ${rule.name}: ${from}`));
}, 120_000);

afterAll(() => workspace.remove());

function fileOf(plant: { in: string; of: string }, form: string): string {
  return `${plant.in}/src/${form.replaceAll(' ', '-')}-${plant.of.replaceAll('/', '-')}.ts`;
}

function textOf(plant: { in: string; of: string }, form: string): string {
  const isOurs = projects.includes(plant.of);
  const target = isOurs ? `${plant.of}/src/index.js` : `node_modules/${plant.of}/${mainOf(plant.of)}`;
  return `${forms[form]!(isOurs ? `@pinhole/${basename(plant.of)}` : plant.of, relative(`${plant.in}/src`, target))}\n`;
}

function mainOf(name: string): string {
  return ['index.js', 'lib/index.js', 'dist/index.cjs'].find((file) => existsSync(join(checkout, 'node_modules', name, file)))!;
}

describe('the boundaries', () => {
  it.each([...between, ...ofPackages])('refuse every form of import in $in of $of', (plant) => {
    const unseen = Object.keys(forms).filter((form) => !violations.has(`error ${plant.rule}: ${fileOf(plant, form)}`));
    expect(unseen).toEqual([]);
  });

  it.each(allowed)('allow every form of import in $in of $of', (plant) => {
    const refused = Object.keys(forms).filter((form) =>
      [...violations].some((violation) => violation.endsWith(fileOf(plant, form))),
    );
    expect(refused).toEqual([]);
  });

  it('end with a failure where one is crossed', () => {
    expect(cruise(workspace.root).status).not.toBe(0);
  });

  it('call an import that leads nowhere an error', () => {
    expect(violations).toContain('error what-does-not-resolve: apps/upload-api/src/astray.ts');
    expect(violations).toContain('error what-does-not-resolve: apps/upload-api/src/lost.ts');
  });

  it('refuse a package that the manifest does not name', () => {
    expect(violations).toContain('error manifest-is-permission: apps/upload-api/src/undeclared.ts');
  });

  it('keep frameworks out of the edge, by whatever way', () => {
    expect(violations).toContain('error edge-takes-the-plain-kit: tools/local/src/edge/heavy.ts');
    expect(violations).toContain('error plain-is-without-frameworks: libs/service-kit/src/plain.ts');
  });

  it('let the bound that the resizer is measured against use sharp', () => {
    expect([...violations].filter((violation) => violation.endsWith('bare.main.ts'))).toEqual([]);
  });

  it('let a library’s tests use what is there for tests', () => {
    expect([...violations].filter((violation) => violation.endsWith('relay.test.ts'))).toEqual([]);
  });
});
