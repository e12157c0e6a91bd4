import { z } from 'zod';

/** What every service with an HTTP door reads from its environment. */
export const httpSettings = {
  /** 0 takes any free port. */
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** How the world reaches us, without a slash at its end: the URLs that we give out start with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** How long work in hand may go on after SIGTERM. ECS kills after 30 s. */
  DRAIN_SECONDS: z.coerce.number().positive().max(600).default(25),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

export type HttpConfig = z.infer<z.ZodObject<typeof httpSettings>>;
