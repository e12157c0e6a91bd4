import type { LocalStack } from '@pinhole/local';
import { emulatorClients, listenersOf, type EmulatorClients } from '@pinhole/testing';

/** Clients for a test's own looks at what a stack keeps in S3, SNS and SQS, past all doors. */
export async function emulatorOf(stack: LocalStack): Promise<EmulatorClients> {
  const [listener] = await listenersOf(stack.pidOf('fauxqs'));
  return emulatorClients({
    ...{ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: `http://${listener}`, S3_FORCE_PATH_STYLE: 'true' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
}
