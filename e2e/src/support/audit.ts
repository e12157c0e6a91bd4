import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { LocalStack } from '@pinhole/local';
import { eventually } from '@pinhole/testing';
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

interface AuditReport {
  readonly checks: readonly { readonly check: string; readonly faults: number }[];
}

const quietSecondsMax = 120;

/**
 * Audits a stack at which nobody uploads any more, until all that was on its way has come to its end. All it may find are
 * originals that no row knows, which kills leave: those it removes, and finds nothing then. Fails otherwise.
 */
export async function expectAuditedClean(stack: LocalStack): Promise<void> {
  await eventually(
    async () => {
      const { said } = await audit(stack, '--at-rest', '--json');
      const { checks } = JSON.parse(said) as AuditReport;
      if (checks.some(({ check, faults }) => faults > 0 && check !== 'orphan-originals')) throw new Error(said);
      return true;
    },
    { withinSeconds: quietSecondsMax, everySeconds: 2 },
  );
  await audit(stack, '--at-rest', '--fix', '--yes');
  const { code, said } = await audit(stack, '--at-rest', '--deep');
  if (code !== 0) throw new Error(said);
}
