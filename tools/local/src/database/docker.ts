import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';

/** The engine answers at once or not at all. */
const answerSecondsMax = 10;

/** A name for a stack's container and its volume: by its folder, so that two checkouts never meet. */
export function containerName(rootFolder: string): string {
  return `pinhole-database-${createHash('sha256').update(rootFolder).digest('hex').slice(0, 10)}`;
}

/** Runs the docker program and returns what it said; rejects with its own complaint. */
export function docker(parameters: readonly string[], secondsMax = answerSecondsMax): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('docker', [...parameters], { timeout: secondsMax * 1000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout.trim());
      if (error.code === 'ENOENT') return reject(new Error('there is no docker program'));
      if (error.killed) return reject(new Error(`docker did not answer within ${secondsMax} s`));
      reject(new Error(stderr.trim().split('\n').at(-1) || error.message));
    });
  });
}

/** Whether there is such an image or volume. */
export function dockerHas(kind: 'image' | 'volume', name: string): Promise<boolean> {
  return docker([kind, 'inspect', name]).then(
    () => true,
    () => false,
  );
}

/** Takes a container away, running or not; that there is none is as good. Its volume stays. */
export async function removeContainer(name: string): Promise<void> {
  await docker(['container', 'rm', '--force', name]).catch(() => undefined);
}
