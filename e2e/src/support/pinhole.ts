import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { LocalStack } from '@pinhole/local';
import { checkout, outsideNx } from './typed-command.js';

export interface PinholeEnded {
  readonly code: number | null;
  /** Standard output, and then what was told beside it. */
  readonly said: string;
}

/** The command as an operator types it in the checkout, for a stack that keeps its data elsewhere. */
export async function pinhole({ dataFolder }: LocalStack, ...parameters: string[]): Promise<PinholeEnded> {
  const env = { ...outsideNx(), PINHOLE_DATA_DIR: dataFolder };
  const npm = spawn('npm', ['run', '--silent', 'pinhole', '--', ...parameters], { cwd: checkout, env });
  const ended = once(npm, 'close') as Promise<[number | null]>;
  const said = await Promise.all([text(npm.stdout), text(npm.stderr)]);
  const [code] = await ended;
  return { code, said: said.join('') };
}
