import type { AwsSettings } from './emulator/aws-emulator.js';

/** The one place of this package that reads the environment: tests have no `main.ts` that could hand it on. */
export function testEnvironment() {
  const { PINHOLE_DATABASE_URL, PINHOLE_AWS_ENDPOINT_URL } = process.env;
  return {
    environment: process.env,
    databaseUrl: PINHOLE_DATABASE_URL || undefined,
    awsEndpointUrl: PINHOLE_AWS_ENDPOINT_URL || undefined,
  };
}

/** From now on the AWS clients of this process find the emulator's credentials where they look for any: in the environment. */
export function useCredentials({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: AwsSettings): void {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
}
