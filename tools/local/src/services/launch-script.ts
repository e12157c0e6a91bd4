import { launchProgram } from '../supervision/launch-program.js';
import type { Launched } from '../supervision/process-plan.js';
import { projectRoot, scriptOf } from './project-root.js';

/** Runs a compiled script of this repository by the Node.js that runs us. */
export function launchScript(
  script: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Launched {
  const options = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', ...frugalHeap];
  return launchProgram(
    { command: process.execPath, arguments: [...options, scriptOf(script), ...parameters], environment, folder: projectRoot },
    onLine,
  );
}

/**
 * What streams through a service is short-lived buffers outside of the heap, which go only when the small objects that hold them
 * do, and Node.js is in no hurry to look for those: garbage is looked for after 2 MiB of new objects, not after 16, and among old
 * ones when they have grown by 15 %, those buffers counted in. Fifty uploads at once take 120 MB less this way.
 */
export const frugalHeap = ['--max-semi-space-size=2', '--heap-growing-percent=15', '--external-memory-accounted-in-global-limit'];
