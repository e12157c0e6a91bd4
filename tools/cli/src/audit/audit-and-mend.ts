import { setTimeout as pause } from 'node:timers/promises';
import type { AuditWish } from './audit-wish.js';
import { audit } from './audit.js';
import type { Findings } from './findings.js';
import { mend } from './mend.js';
import { MendPlan } from './mend-plan.js';
import type { Site } from './site.js';

export interface Outcome {
  /** As it is now. */
  readonly findings: Findings;
  /** Only with --fix. */
  readonly plan?: MendPlan;
  readonly isMended: boolean;
  /** Why nothing was removed though there is something to remove. */
  readonly refusal?: string;
}

/** Between two looks at what the services make of a mend. */
const pauseSeconds = { first: 1, max: 5 } as const;

/** Audits, and with --fix --yes does what can be done, and audits again until that has come to its end or patience has. */
export async function auditAndMend(site: Site, wish: AuditWish): Promise<Outcome> {
  const plan = new MendPlan();
  const findings = await audit(site, wish, (fault) => plan.add(fault));
  if (!wish.fix) return { findings, isMended: false };
  const refusal = refusalOf(plan, wish);
  if (!wish.yes) return { findings, plan, isMended: false, ...refusal };
  for (const it of plan.mends) if (it.do !== 'remove' || !refusal.refusal) await mend(site, it);
  return { findings: plan.mends.length > 0 ? await auditUntilDone(site, wish) : findings, plan, isMended: true, ...refusal };
}

/** A ledger that was lost, or is that of another site, makes orphans of everything: then removing would be the disaster. */
function refusalOf({ removals }: MendPlan, { removalsMax }: AuditWish): { refusal?: string } {
  if (removals <= removalsMax) return {};
  const refusal = `There are ${removals} objects to remove, and crashes leave few: nothing is removed. Make sure that these are the schemas of these buckets, then say --removals-max ${removals}.`;
  return { refusal };
}

async function auditUntilDone(site: Site, wish: AuditWish): Promise<Findings> {
  const deadline = Date.now() + wish.waitSeconds * 1_000;
  for (let seconds: number = pauseSeconds.first; ; seconds = Math.min(pauseSeconds.max, 2 * seconds)) {
    const left = new MendPlan();
    const findings = await audit(site, wish, (fault) => left.add(fault));
    if (left.mends.length === 0 || Date.now() >= deadline) return findings;
    await pause(seconds * 1_000);
  }
}
