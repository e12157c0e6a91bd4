import { spawn } from 'node:child_process';
import type { Child } from '../processes/child.js';

/**
 * Ends a server when its parent is gone, even by kill -9: `read` then comes to the end of its input, and only then. The first folder
 * goes with the server in any case, the others are nobody's any more when the parent is gone. The wait ends some time, because a
 * container may have nobody who buries dead processes.
 */
const script = `
  read -r done || {
    kill -TERM "$0"
    n=0
    while kill -0 "$0" 2>/dev/null && [ $((n += 1)) -le 300 ]; do sleep 0.1; done
    rm -rf "$@"
  }
  rm -rf "$1"`;

/** The guard that stands beside a server at this moment. */
export interface Guard {
  pid: number | undefined;
}

/** Keeps a guard beside a server as long as that runs; one that is killed gets a successor. */
export function keepGuard(server: Child, folders: readonly [run: string, ...temporary: string[]]): Guard {
  const guard: Guard = { pid: undefined };
  const stand = () => {
    if (server.ended !== undefined) return;
    const shell = spawn('/bin/sh', ['-c', script, String(server.pid), ...folders], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
      detached: true,
    });
    guard.pid = shell.pid;
    shell.unref();
    (shell.stdin as unknown as { unref(): void }).unref();
    shell.stdin.on('error', () => undefined);
    shell.once('close', stand);
    // Told before its number can belong to another process.
    void server.exited.then(() => shell.stdin.end('done\n'));
  };
  stand();
  return guard;
}
