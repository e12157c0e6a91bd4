import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Where the image, or the checkout, begins: this file lies in tools/compose/dist. */
const root = join(import.meta.dirname, '../../..');

/** Runs a compiled script to its end, in a process and an environment of its own, as a task in the cloud would be. */
export async function runStep(script: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const step = spawn(process.execPath, [join(root, script)], { env: { ...environment }, stdio: 'inherit' });
  const [code, signal] = (await once(step, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw new StepFailed(`${script} ended with ${signal ?? `code ${code}`}; its own words stand above.`);
}

export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}
