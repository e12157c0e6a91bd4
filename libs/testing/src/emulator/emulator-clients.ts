import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsSettings } from './aws-emulator.js';

export interface EmulatorClients {
  s3: S3Client;
  sns: SNSClient;
  sqs: SQSClient;
  /** Closes their connections, so that nothing holds a test that is done. */
  destroy(): void;
}

/** Clients for a test's own looks at the emulator. One try only: a test wants to see the first failure. */
export function emulatorClients(settings: AwsSettings): EmulatorClients {
  const common = {
    region: settings.AWS_REGION,
    endpoint: settings.AWS_ENDPOINT_URL,
    credentials: { accessKeyId: settings.AWS_ACCESS_KEY_ID, secretAccessKey: settings.AWS_SECRET_ACCESS_KEY },
    maxAttempts: 1,
  };
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const sns = new SNSClient(common);
  // The host in a queue's URL is a name of the emulator's own, which resolves nowhere.
  const sqs = new SQSClient({ ...common, useQueueUrlAsEndpoint: false });
  return { s3, sns, sqs, destroy: () => [s3, sns, sqs].forEach((client) => client.destroy()) };
}
