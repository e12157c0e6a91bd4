/**
 * Holds the sources of every project below a folder against the boundaries in dependency-cruiser.config.mjs:
 * node boundaries.ts [FOLDER] [DEPENDENCY-CRUISER-ARGUMENT...]
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.ts';

/** dist/ is not among them: it is what imports by name lead to, and is read only so far as to know whose it is. */
const sources = ['{apps,libs,tools}/*/src', 'tools/*/*.ts', '{deploy,e2e,bench}/src'];

/** What dependency-cruiser printed, and its exit code: the number of errors. */
export function cruise(root: string, ...options: string[]): { status: number | null; output: string } {
  const found = globSync(sources, { cwd: root });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      'dependency-cruiser.config.mjs',
      ...options,
      ...found,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return { status, output: stdout + stderr };
}

if (import.meta.main) {
  const [folder = checkout, ...options] = process.argv.slice(2);
  const { status, output } = cruise(folder, ...options);
  process.stdout.write(output);
  process.exit(status ?? 1);
}
