import type { Fault, Mend } from './fault.js';

/** Mends of one go, each a few dozen bytes: a site with more is mended in several goes, and readers are not flooded. */
export const mendsMax = 10_000;

/** What can be done about the faults of an audit, each thing once. */
export class MendPlan {
  private readonly planned = new Map<string, Mend>();
  /** All of them, also those that are for the next go. */
  removals = 0;
  isCutShort = false;

  get mends(): readonly Mend[] {
    return [...this.planned.values()];
  }

  add({ mend }: Fault): void {
    if (!mend) return;
    if (mend.do === 'remove') this.removals += 1;
    const key = 'photoId' in mend ? mend.photoId : JSON.stringify(mend);
    // Whoever rebuilds rings too.
    if (this.planned.get(key)?.do === 'rebuild') return;
    if (this.planned.size >= mendsMax && !this.planned.has(key)) this.isCutShort = true;
    else this.planned.set(key, mend);
  }
}
