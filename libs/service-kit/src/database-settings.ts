import { z } from 'zod';

/** A service's own schema, by its own account. */
export const databaseSettings = {
  /** mysql://account:password@host:port/schema */
  DATABASE_URL: z
    .url({ protocol: /^mysql$/, abort: true })
    .refine((url) => new URL(url).pathname.length > 1, 'names no schema after its last slash'),
  /** A small server has 60 to 150 connections for all tasks of all services. */
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(1).max(100).default(10),
};

export type DatabaseConfig = z.infer<z.ZodObject<typeof databaseSettings>>;
