import type { z } from 'zod';
import { ConfigError } from './config-error.js';

/** Reads a service's whole configuration, or says everything that is wrong with it. Values are never repeated: some are secret. */
export function loadConfig<S extends z.ZodObject>(schema: S, environment: NodeJS.ProcessEnv): z.infer<S> {
  // Compose files and task definitions write an unset variable as an empty one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map((issue) => faultOf(issue, given)));
}

function faultOf(issue: z.core.$ZodIssue, given: NodeJS.ProcessEnv): string {
  const name = issue.path.join('.');
  return given[name] === undefined ? `${name}: is missing` : `${name}: ${issue.message}`;
}
