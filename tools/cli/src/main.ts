import { ConfigError, loadConfig } from '@pinhole/service-kit';
import { auditSettings } from './audit/audit-settings.js';
import { openSite } from './audit/site.js';
import { CliProblem } from './cli-problem.js';
import { readCommand } from './read-command.js';
import { storeEnvironment } from './store-environment.js';

// Whoever reads us may go away (a closed pipe).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const command = readCommand(process.argv.slice(2));
  const environment = storeEnvironment(process.env);
  // The AWS clients look for credentials in the environment of the process.
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (name.startsWith('AWS_')) process.env[name] = value;
  const site = await openSite(loadConfig(auditSettings, environment));
  try {
    const say = (text: string) => process.stdout.write(`${text}\n`);
    const tell = (text: string) => process.stderr.write(`${text}\n`);
    process.exitCode = (await command(site, { say, tell })) ? 0 : 1;
  } finally {
    await site.close();
  }
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exitCode = 1;
}

function sentenceFor(error: unknown): string {
  if (error instanceof CliProblem) return error.message;
  if (error instanceof ConfigError) return ['The settings of the site are not right:', ...error.faults].join('\n');
  const { message, stack, code, name, $metadata } = error as Error & { code?: unknown; $metadata?: unknown };
  // What a store answers, or that it does not: no fault of this program.
  if (typeof code === 'string' || $metadata !== undefined)
    return `The site could not be looked at: ${message || String(code)} (${name}). Are its stores up, and the settings right?`;
  return stack ?? String(error);
}
