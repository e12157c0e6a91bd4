import { auditCommand } from './audit/audit-command.js';
import { backfillCommand } from './backfill/backfill-command.js';
import { CliProblem } from './cli-problem.js';
import type { Command } from './command.js';

const verbs: Readonly<Record<string, (parameters: readonly string[]) => Command>> = {
  audit: auditCommand,
  backfill: backfillCommand,
};

export function readCommand([verb = '', ...parameters]: readonly string[]): Command {
  const read = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (read) return read(parameters);
  const known = Object.keys(verbs).map((name) => `'npm run pinhole -- ${name}'`);
  throw new CliProblem(`'${verb}' is not known. Try ${known.join(' or ')}: docs/operator.md tells what they do.`);
}
