/// <reference types="node" />
/**
 * `npm start`: builds what is stale, then runs the stack in this same process, so that signals find it. Node runs this file as
 * it is; what it runs is compiled.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const nxProgram = join(root, 'node_modules/nx/dist/bin/nx.js');

/** Builds @pinhole/local with all it depends on, services included. What the tools say is shown only when they fail. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const nx = spawn(process.execPath, [nxProgram, 'run', '@pinhole/local:build'], {
      cwd: root,
      env: { ...process.env, NX_TUI: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, which is ended as one: a compiler must not outlive us.
      detached: true,
    });
    let said = '';
    for (const stream of [nx.stdout, nx.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const stop = () => {
      if (nx.pid) process.kill(-nx.pid, 'SIGKILL');
      process.exit(0);
    };
    for (const signal of signals) process.on(signal, stop);
    nx.once('error', reject);
    nx.once('close', (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (code === 0) resolve();
      else reject(new Error(`${said}\nThe build failed: mend what is said above, then start again.`));
    });
  });
}

try {
  if (!existsSync(nxProgram))
    throw new Error("The packages that Pinhole is made of are not here yet: run 'npm ci', then start again.");
  const slow = setTimeout(() => process.stdout.write('Building what has changed …\n'), 3000);
  await build();
  clearTimeout(slow);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
await import(join(root, 'tools/local/dist/main.js'));
