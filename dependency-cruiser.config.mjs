/**
 * The boundaries of ARCHITECTURE.md, as rules. Run by the lint of @pinhole/repo over the sources of every project, after all
 * of them are built: an import by workspace name ends in the other project's dist/, and where nothing is built or nothing is
 * exported it resolves to nothing, which is an error of its own. tools/repo/boundaries.test.ts plants each forbidden import
 * by workspace name, by relative path and as a type, and sees it fail.
 */

/** What a library may import of the others, in layers. (`testing` from its tests alone: that is a rule of its own.) */
const libraries = {
  contracts: [],
  resources: ['contracts'],
  'service-kit': ['contracts', 'resources'],
  testing: ['contracts', 'resources', 'service-kit'],
  messaging: ['contracts', 'resources', 'service-kit', 'testing'],
  'object-store': ['contracts', 'resources', 'service-kit', 'testing'],
};

/** What a top folder may import of the others. Nobody imports e2e and bench. */
const folders = {
  libs: [],
  apps: ['libs'],
  tools: ['apps', 'libs'],
  deploy: ['apps', 'libs'],
  e2e: ['apps', 'libs', 'tools'],
  bench: ['apps', 'libs', 'tools'],
};

/** Tests, and what is there for them alone. */
const tests = String.raw`\.(test|fixture)\.ts$`;
const ours = `^(${Object.keys(folders).join('|')})/`;
const anyOf = (names) => `(${names.join('|')})/`;

const rules = [
  ...Object.entries(folders).map(([folder, known]) => ({
    name: `${folder}-import-of-ours-only-${[folder, ...known].join('-and-')}`,
    from: { path: `^${folder}/` },
    to: { path: ours, pathNot: `^${anyOf([folder, ...known])}` },
  })),
  ...Object.entries(libraries).map(([library, known]) => ({
    name: `${library}-imports-of-libs-only-${known.join('-and-') || 'itself'}`,
    from: { path: `^libs/${library}/` },
    to: { path: '^libs/', pathNot: `^libs/${anyOf([library, ...known])}` },
  })),
  {
    name: 'every-library-has-its-layer',
    from: { path: '^libs/([^/]+)/', pathNot: `^libs/${anyOf(Object.keys(libraries))}` },
    to: { path: ours, pathNot: '^libs/$1/' },
  },
  {
    name: 'contracts-know-only-zod',
    from: { path: '^libs/contracts/', pathNot: tests },
    to: { pathNot: String.raw`^libs/contracts/|(^|/)node_modules/zod/` },
  },
  {
    name: 'apps-never-import-apps',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'testing-is-for-tests',
    from: { path: '^(libs|apps|deploy)/', pathNot: `^libs/testing/|${tests}` },
    to: { path: '^libs/testing/' },
  },
  {
    name: 'site-imports-no-server-code',
    from: { path: '^apps/site/', pathNot: tests },
    // And of packages what is laid beside its pages: `servedPackages` in its manifest.
    to: { pathNot: '^apps/site/|^libs/contracts/|^node_modules/thumbhash/' },
  },
  {
    // bench holds what the resizer is measured against, what sharp alone would cost, and what it is attacked with.
    name: 'sharp-only-where-pictures-are-made',
    from: { path: ours, pathNot: '^(apps/resizer|libs/testing|e2e|bench/src/(hostile|peers|quality))/' },
    to: { path: String.raw`(^|/)node_modules/(sharp|@img/[^/]+)/` },
  },
  {
    // Frameworks that it does not use would be two thirds of the edge's memory, and most of its work to look through.
    name: 'edge-takes-the-plain-kit',
    from: { path: '^tools/local/src/edge/', pathNot: tests },
    to: { path: '^libs/service-kit/', pathNot: String.raw`^libs/service-kit/(src|dist)/plain\.` },
  },
  {
    name: 'plain-is-without-frameworks',
    from: { path: String.raw`^libs/service-kit/src/plain\.ts$` },
    to: { path: '(^|/)node_modules/(@nestjs|typeorm|mysql2)/', reachable: true },
  },
  {
    name: 'manifest-is-permission',
    from: { path: ours },
    // jest and the types of Node.js are the workspace's own: every project is built and tested by tools/repo.
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: String.raw`^node_modules/(@jest|@types/node)/` },
  },
  {
    name: 'sources-live-without-dev-dependencies',
    from: { path: '^(libs|apps|tools)/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-circles',
    from: { path: ours },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'what-does-not-resolve',
    from: { path: ours },
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
