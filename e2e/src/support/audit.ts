import type { LocalStack } from '@pinhole/local';
import { eventually } from '@pinhole/testing';
import { pinhole, type PinholeEnded } from './pinhole.js';

export function audit(stack: LocalStack, ...flags: string[]): Promise<PinholeEnded> {
  return pinhole(stack, 'audit', ...flags);
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
