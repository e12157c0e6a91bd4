import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { LocalStack } from '@pinhole/local';
import { checkout, outsideNx } from './typed-command.js';

export interface Audited {
  readonly code: number | null;
  readonly said: string;
}

/** The command as an operator types it in the checkout, for a stack that keeps its data elsewhere. */
export async function audit({ dataFolder }: LocalStack, ...flags: string[]): Promise<Audited> {
  const env = { ...outsideNx(), PINHOLE_DATA_DIR: dataFolder };
  const npm = spawn('npm', ['run', '--silent', 'pinhole', '--', 'audit', ...flags], { cwd: checkout, env });
  const ended = once(npm, 'close') as Promise<[number | null]>;
  const said = await Promise.all([text(npm.stdout), text(npm.stderr)]);
  const [code] = await ended;
  return { code, said: said.join('') };
}
