/// <reference types="node" />
/** `npm run pinhole -- …`: builds what is stale, then runs it. Node runs this file as it is; what it runs is compiled. */
import { join } from 'node:path';
import { buildStale } from '../repo/build-stale.ts';

try {
  // Standard output is for what was asked alone: somebody may read it as JSON.
  await buildStale('@pinhole/cli', { environment: process.env, tell: process.stderr, stoppedCode: 1 });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
await import(join(import.meta.dirname, 'dist/main.js'));
