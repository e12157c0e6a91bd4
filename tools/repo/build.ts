/**
 * Builds the project in the working directory: `tsc -b`, then what tsc leaves undone. tsc never deletes, and a test whose
 * source is gone would go on passing out of dist/; so whatever in dist/ has no source any more is removed. A project's
 * public/ folder is copied as it is, and so are the packages that its manifest names as `servedPackages`: what a browser
 * imports has to lie beside the page.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

/** What tsc makes of `name.ts`. */
const outputs = /\.(d\.ts|d\.ts\.map|js\.map|js)$/;
const buildInfo = '.tsbuildinfo';

process.exit(build(process.cwd()));

function build(project: string): number {
  const status = tsc(project);
  if (status !== 0) return status;
  if (lacksOutput(project)) {
    // tsc believes its notes; those that came out of a cache may tell of files that did not.
    rmSync(join(project, 'dist', buildInfo), { force: true });
    if (tsc(project) !== 0) return 1;
  }
  if (existsSync(join(project, 'public'))) cpSync(join(project, 'public'), join(project, 'dist'), { recursive: true });
  for (const name of servedPackages(project)) {
    const main = createRequire(join(project, 'package.json')).resolve(name);
    cpSync(main, join(project, 'dist', servedAs(name)));
  }
  for (const file of orphans(project)) rmSync(join(project, 'dist', file));
  return 0;
}

function tsc(project: string): number {
  return spawnSync('tsc', ['-b'], { cwd: project, stdio: 'inherit' }).status ?? 1;
}

function lacksOutput(project: string): boolean {
  const compiled = filesBelow(join(project, 'src')).filter((file) => /(?<!\.d)\.ts$/.test(file));
  return compiled.some((file) => !existsSync(join(project, 'dist', file.replace(/\.ts$/, '.js'))));
}

function servedPackages(project: string): string[] {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { servedPackages?: string[] };
  return manifest.servedPackages ?? [];
}

/** Each is one file that imports no other. */
function servedAs(name: string): string {
  return join('packages', `${name}.js`);
}

/** The files of `dist` that neither a source nor a public file accounts for. */
function orphans(project: string): string[] {
  const sources = existsSync(join(project, 'src')) ? join(project, 'src') : project;
  const served = servedPackages(project).map(servedAs);
  return filesBelow(join(project, 'dist')).filter((file) => {
    if (file === buildInfo || served.includes(file) || existsSync(join(project, 'public', file))) return false;
    return !outputs.test(file) || !existsSync(join(sources, file.replace(outputs, '.ts')));
  });
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
