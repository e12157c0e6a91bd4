import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * A shell of a megabyte that waits for our end. It reads a pipe which only we hold: a word means that we ended in order,
 * its end without a word that we were killed, and then it ends what we left.
 */
export class LastWill {
  readonly #shell;

  constructor(recordFile: string) {
    const heir = [process.execPath, join(import.meta.dirname, 'leftovers.main.js'), recordFile];
    this.#shell = spawn('sh', ['-c', 'read -r word || exec "$@"', 'pinhole-last-will', ...heir], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#shell.on('error', () => {}); // Without a shell the next start ends what is left.
    this.#shell.stdin.on('error', () => {});
    this.#shell.unref();
  }

  /** Nothing is left: the shell may go. */
  revoke(): void {
    this.#shell.stdin.end('done\n');
  }
}
