import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { checkout } from './checkout.ts';

/** A workspace of its own in a temporary folder, with the packages of this one: what a test plants there is seen by nobody else. */
export class ScratchWorkspace {
  readonly root: string;

  /** The name may hold a space: paths with one are a case of their own. */
  constructor(name: string) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), `pinhole ${name} `)));
    this.linkPackages('.');
    this.linkPackages('.bin');
    mkdirSync(join(this.root, 'node_modules/@pinhole'));
  }

  /** Copies files and folders of the checkout as they are. */
  copy(...paths: string[]): void {
    for (const path of paths) cpSync(join(checkout, path), join(this.root, path), { recursive: true });
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text, { mode });
  }

  /** A project that exports `stub` and `Stub`, already built, and known to the others as @pinhole/FOLDER. */
  addProject(folder: string, manifest: object = {}): void {
    const name = `@pinhole/${basename(folder)}`;
    const exports = { '.': { types: './dist/index.d.ts', default: './dist/index.js' } };
    const base = relative(folder, 'tsconfig.base.json');
    this.write(`${folder}/package.json`, JSON.stringify({ name, version: '0.1.0', type: 'module', exports, ...manifest }));
    this.write(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        extends: base,
        compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
        include: ['src'],
      }),
    );
    this.write(`${folder}/src/index.ts`, 'export const stub = 1;\nexport type Stub = number;\n');
    this.write(`${folder}/dist/index.js`, 'export const stub = 1;\n');
    this.write(`${folder}/dist/index.d.ts`, 'export declare const stub = 1;\nexport type Stub = number;\n');
    symlinkSync(join(this.root, folder), join(this.root, 'node_modules', name));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** All but our own: those would lead out of the scratch workspace. */
  private linkPackages(folder: string): void {
    mkdirSync(join(this.root, 'node_modules', folder), { recursive: true });
    for (const name of readdirSync(join(checkout, 'node_modules', folder)))
      if (!['@pinhole', '.bin', '.cache', 'node'].includes(name))
        symlinkSync(join(checkout, 'node_modules', folder, name), join(this.root, 'node_modules', folder, name));
  }
}
