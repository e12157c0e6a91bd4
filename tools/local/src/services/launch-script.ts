import { launchProgram } from '../supervision/launch-program.js';
import type { Launched } from '../supervision/process-plan.js';
import { projectRoot, scriptOf } from './project-root.js';

/** Runs a compiled script of this repository by the Node.js that runs us. */
export function launchScript(
  script: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
  heap: readonly string[] = [],
): Launched {
  const options = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', ...heap];
  return launchProgram(
    { command: process.execPath, arguments: [...options, scriptOf(script), ...parameters], environment, folder: projectRoot },
    onLine,
  );
}
