/** The one place of this package that reads the environment: tests have no `main.ts` that could hand it on. */
export function testEnvironment(): { environment: NodeJS.ProcessEnv; databaseUrl: string | undefined } {
  return { environment: process.env, databaseUrl: process.env.PINHOLE_DATABASE_URL || undefined };
}
