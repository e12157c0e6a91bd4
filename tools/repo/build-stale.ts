import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const nxProgram = join(root, 'node_modules/nx/dist/bin/nx.js');

/** Longer than this, and a person wants to know what we are doing. */
const silenceMilliseconds = 3_000;

export interface BuildOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Hears that there is something to build. */
  readonly tell: NodeJS.WritableStream;
  /** A signal ends the build, and us with this code: to be stopped is well for what runs until it is stopped, and for nothing else. */
  readonly stoppedCode: number;
}

/**
 * Builds what is stale of a project and of all that it depends on, for a program that is about to run it. What the tools say is
 * shown only when they fail.
 */
export async function buildStale(project: string, { tell, ...how }: BuildOptions): Promise<void> {
  if (!existsSync(nxProgram))
    throw new Error("The packages that Pinhole is made of are not here yet: run 'npm ci', then start again.");
  const slow = setTimeout(() => tell.write('Building what has changed …\n'), silenceMilliseconds);
  try {
    await build(project, how);
  } finally {
    clearTimeout(slow);
  }
}

function build(project: string, { environment, stoppedCode }: Omit<BuildOptions, 'tell'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const nx = spawn(process.execPath, [nxProgram, 'run', `${project}:build`], {
      cwd: root,
      env: { ...environment, NX_TUI: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a group of its own, which is ended as one: a compiler must not outlive us.
      detached: true,
    });
    let said = '';
    for (const stream of [nx.stdout, nx.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const stop = () => {
      if (nx.pid) process.kill(-nx.pid, 'SIGKILL');
      process.exit(stoppedCode);
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
