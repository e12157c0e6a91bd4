/**
 * Loaded before a service by `node --import`, so that the product itself knows nothing of crash points: wraps the methods of
 * the table, and ends the process at the point whose file it finds in CRASH_FOLDER. The file is taken away first, so that each
 * file is one death.
 */
import { unlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crashPoints, type CrashPoint } from './crash-points.js';

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

const checkout = join(import.meta.dirname, '../../..');
const folder = process.env['CRASH_FOLDER'];
const program = process.argv[1] ?? '';

if (folder !== undefined)
  for (const point of crashPoints)
    if (program.endsWith(join(sep, 'apps', point.service, 'dist', 'main.js'))) await wrap(point, folder);

async function wrap({ name, module, exported, method, when }: CrashPoint, crashFolder: string): Promise<void> {
  const exports = (await import(pathToFileURL(join(checkout, module)).href)) as Record<
    string,
    { prototype: Record<string, Method | undefined> } | undefined
  >;
  const prototype = exports[exported]?.prototype;
  const wrapped = prototype?.[method];
  // The service does not start, and the run fails with this sentence.
  if (!prototype || !wrapped)
    throw new Error(`There is no crash point ${name}: ${module} has no ${exported}.${method} any more.`);
  prototype[method] = async function (...parameters) {
    if (when === 'before') dieIfAsked(join(crashFolder, name));
    const result = await wrapped.apply(this, parameters);
    if (when === 'after') dieIfAsked(join(crashFolder, name));
    return result;
  };
}

function dieIfAsked(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  process.kill(process.pid, 'SIGKILL');
}
