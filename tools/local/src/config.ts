import { z } from 'zod';
import { StartProblem } from './run/start-problem.js';

/** What a person may set. */
export const localConfig = z.object({
  /** Where everything answers; 0 takes any free port. */
  PINHOLE_PORT: z.coerce
    .number('must be a port')
    .int('must be a port')
    .min(0, 'must be a port')
    .max(65_535, 'must be a port')
    .default(8080),
  /** An account that may create the schemas pinhole_uploads and pinhole_gallery. */
  PINHOLE_DATABASE_URL: z
    .url({ protocol: /^mysql$/, error: 'must be a URL such as mysql://account:password@host:3306' })
    .optional(),
  /** Where data, logs and pids are kept, in place of `.local`. */
  PINHOLE_DATA_DIR: z.string().optional(),
});
export type LocalConfig = z.infer<typeof localConfig>;

/** Reads the settings; an unset variable may be written as an empty one. Values are not repeated: one holds a password. */
export function readConfig(environment: NodeJS.ProcessEnv): LocalConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { data, error } = localConfig.safeParse(given);
  if (data) return data;
  const faults = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new StartProblem(`${faults.join('; ')}: set it right or leave it away, then start again.`);
}
