import { Wait } from 'testcontainers';
import { LoopbackContainer } from './loopback-container.js';
import type { Started } from './started.js';

export const localStackImage = 'localstack/localstack:4.14.0';
const port = 4566;
const startSecondsMax = 180;

/** LocalStack with strict signatures, and asking nothing of the internet. */
export async function startLocalStack(): Promise<Started> {
  const container = await new LoopbackContainer(localStackImage)
    .withEnvironment({
      ...{ SERVICES: 's3,sns,sqs', S3_SKIP_SIGNATURE_VALIDATION: '0' },
      ...{ DISABLE_EVENTS: '1', SKIP_SSL_CERT_DOWNLOAD: '1', DNS_ADDRESS: '0' },
    })
    .withExposedPorts(port)
    .withWaitStrategy(Wait.forLogMessage('Ready.'))
    .withStartupTimeout(startSecondsMax * 1000)
    .start();
  return { url: `http://127.0.0.1:${container.getMappedPort(port)}`, stop: async () => void (await container.stop()) };
}
