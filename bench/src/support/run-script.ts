import { join } from 'node:path';
import { frugalAllocator } from '@pinhole/local';
import { Child, eventually } from '@pinhole/testing';

const root = join(import.meta.dirname, '../../..');

/** A compiled script of this repository as `npm start` would run it: with its allocator. */
export function runScript(path: string, environment: NodeJS.ProcessEnv): Child {
  return new Child(process.execPath, [join(root, path)], { environment: { ...frugalAllocator, ...environment } });
}

/** Runs a script that ends by itself. */
export async function runToItsEnd(path: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = runScript(path, environment);
  const how = await child.exited;
  if (how !== 'ended with code 0') throw new Error(`${path} ${how}: ${child.lastLines.join('\n')}`);
}

/** What it says about itself in the first line that holds this. */
export async function lineOf(child: Child, text: string): Promise<string> {
  return eventually(
    () => {
      if (child.ended !== undefined) throw new Error(`It ${child.ended}: ${child.lastLines.join('\n')}`);
      return child.lastLines.find((line) => line.includes(text));
    },
    { withinSeconds: 60 },
  );
}
