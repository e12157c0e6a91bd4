import { spawn } from 'node:child_process';
import type { Child } from '../processes/child.js';

/**
 * Ends a server when its parent is gone, even by kill -9: `read` then comes to the end of its input, and only then. The folders given
 * are nobody's any more after that.
 */
const script = 'read -r done && exit; kill -TERM "$0"; while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$@"';

/** Keeps a guard beside a server as long as that runs; one that is killed gets a successor. */
export function keepGuard(server: Child, temporaryFolders: readonly string[]): void {
  if (server.ended !== undefined) return;
  const guard = spawn('/bin/sh', ['-c', script, String(server.pid), ...temporaryFolders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
  });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  guard.stdin.on('error', () => undefined);
  guard.once('close', () => keepGuard(server, temporaryFolders));
  // Told before its number can belong to another process.
  void server.exited.then(() => guard.stdin.end('done\n'));
}
