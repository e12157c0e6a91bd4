import { awsSettings } from '@pinhole/service-kit';
import { z } from 'zod';
import { isOwnDatabase } from './is-own-database.js';

/** What the provisioner needs to know. */
export const provisionerConfig = z.object({
  ...awsSettings,
  /** An account that may create schemas and accounts, on the stack's own server and on no other. */
  SERVER_URL: z
    .string()
    .refine(
      isOwnDatabase,
      "is not the stack's own service mysql, whose tables this step may empty: nothing was touched. Run it by 'docker compose up' alone.",
    ),
  /** Of the accounts that reach one schema each. */
  ACCOUNT_PASSWORD: z.string().min(1),
});
export type ProvisionerConfig = z.infer<typeof provisionerConfig>;
