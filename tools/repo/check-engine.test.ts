import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './checkout.ts';

/** The check, with a docker program that does this, or none at all. */
function checkWith(docker?: string): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pinhole-engine-'));
  try {
    if (docker) {
      writeFileSync(join(folder, 'docker'), `#!/bin/sh\n${docker}\n`);
      chmodSync(join(folder, 'docker'), 0o755);
    }
    const program = join(checkout, 'tools/repo/check-engine.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program], { env: { PATH: folder }, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the check for a container engine', () => {
  it('has nothing to say where one answers', () => {
    expect(checkWith('echo 28.0.0')).toEqual({ status: 0, said: '' });
  });

  it.each([
    { where: 'is no docker program', docker: undefined, reason: 'spawnSync docker ENOENT' },
    {
      where: 'is no engine behind it',
      docker: 'echo; echo "Cannot connect to the Docker daemon." >&2; exit 1',
      reason: 'Cannot connect to the Docker daemon.',
    },
  ])('says in one sentence what to do where there $where', ({ docker, reason }) => {
    const sentence = `These tests start containers, and no Docker engine answers (${reason}): start one, then run them again.\n`;
    expect(checkWith(docker)).toEqual({ status: 1, said: sentence });
  });
});
