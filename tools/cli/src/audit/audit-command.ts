import type { Command } from '../command.js';
import { auditAndMend } from './audit-and-mend.js';
import { readAuditWish } from './audit-wish.js';
import { printReport } from './print-report.js';
import { reportOf } from './report.js';

export function auditCommand(parameters: readonly string[]): Command {
  const wish = readAuditWish(parameters);
  return async (site, { say }) => {
    const report = reportOf(await auditAndMend(site, wish), wish.shownMax);
    say(wish.json ? JSON.stringify(report, null, 2) : printReport(report));
    return report.holds;
  };
}
