import { launchProgram } from '../supervision/launch-program.js';
import type { Launched } from '../supervision/process-plan.js';
import { nodeOptions } from './node-options.js';
import { projectRoot, scriptOf } from './project-root.js';

/** Runs a compiled script of this repository by the Node.js that runs us. */
export function launchScript(
  script: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  heap: readonly string[] = [],
): Launched {
  return launchProgram(
    {
      command: process.execPath,
      arguments: [...nodeOptions, ...heap, scriptOf(script), ...parameters],
      environment,
      folder: projectRoot,
    },
    onLine,
  );
}
