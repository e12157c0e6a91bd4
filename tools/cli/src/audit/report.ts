import { checks, type CheckName } from './checks.js';
import type { Outcome } from './audit-and-mend.js';

/** An outcome as a program reads it: `--json` prints it as it is. */
export function reportOf({ findings, plan, isMended, refusal }: Outcome, shownMax: number) {
  const mends = plan?.mends ?? [];
  return {
    holds: findings.faults === 0,
    faults: findings.faults,
    uploads: findings.uploads,
    checks: (Object.keys(checks) as CheckName[]).map((check) => ({
      check,
      says: checks[check],
      holds: findings.checks[check].faults === 0,
      ...findings.checks[check],
    })),
    queues: findings.queues,
    ...(plan && {
      mends: {
        done: isMended,
        count: mends.length,
        shown: mends.slice(0, shownMax),
        cutShort: plan.isCutShort,
        refusal: refusal ?? null,
      },
    }),
  };
}
export type Report = ReturnType<typeof reportOf>;
