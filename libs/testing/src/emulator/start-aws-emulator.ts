import { testEnvironment } from '../environment.main.js';
import type { AwsEmulator, AwsEmulatorOptions } from './aws-emulator.js';
import { openLocalStackAccount } from './localstack-account.js';
import { startFauxqs } from './start-fauxqs.js';

/** S3, SNS and SQS for a test: in the LocalStack that PINHOLE_AWS_ENDPOINT_URL names, else a fauxqs of its own. */
export function startAwsEmulator(options: AwsEmulatorOptions = {}): Promise<AwsEmulator> {
  const { awsEndpointUrl } = testEnvironment();
  return awsEndpointUrl ? openLocalStackAccount(awsEndpointUrl, options) : startFauxqs(options);
}

/** Which of them a test gets. */
export function emulatorName(): 'fauxqs' | 'localstack' {
  return testEnvironment().awsEndpointUrl ? 'localstack' : 'fauxqs';
}
