/// <reference types="node" />
/**
 * `npm start`: builds what is stale, then runs the stack in this same process, so that signals find it. Node runs this file as
 * it is; what it runs is compiled.
 */
import { join } from 'node:path';
import { buildStale } from '../repo/build-stale.ts';

try {
  // With all that it depends on, services included.
  await buildStale('@pinhole/local', { environment: process.env, tell: process.stdout, stoppedCode: 0 });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
await import(join(import.meta.dirname, 'dist/main.js'));
