import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsConfig } from './aws-settings.js';

const connectionMillisecondsMax = 2_000;
/** Twice as long as an inbox polls. What is not answered by then never will be: its line is dead, and nobody has said so. */
const requestMillisecondsMax = 10_000;
/** A part of an upload over a slow line takes longer than a message does, */
const objectRequestMillisecondsMax = 120_000;
/** but a line on which nothing moves for so long is dead. */
const silentMillisecondsMax = 10_000;
/** Tries of one call. Between them the SDK makes pauses that grow, each of random length, and none for ever. */
const attemptsMax = 3;
/** Connections of one client: more than it ever needs, since a call that waits for one counts as a connection that fails. */
const socketsMax = 500;

// The endpoint comes from our own schema: with AWS_ENDPOINT_URL alone the SDK sends SQS calls to the queue URL's host.
function settingsOf(config: AwsConfig, requestTimeout: number) {
  return {
    region: config.AWS_REGION,
    maxAttempts: attemptsMax,
    retryMode: 'standard',
    ...(config.AWS_ENDPOINT_URL === undefined ? {} : { endpoint: config.AWS_ENDPOINT_URL }),
    requestHandler: {
      connectionTimeout: connectionMillisecondsMax,
      requestTimeout,
      socketTimeout: silentMillisecondsMax,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: socketsMax },
      httpsAgent: { keepAlive: true, maxSockets: socketsMax },
    },
  };
}

export function s3Client(config: AwsConfig): S3Client {
  const settings = settingsOf(config, objectRequestMillisecondsMax);
  return signChecksums(new S3Client({ ...settings, forcePathStyle: config.S3_FORCE_PATH_STYLE }));
}

/**
 * The SDK signs the SHA-256 of all that it sends, beside its CRC32. That checksum is signed as well, and on its way TLS keeps the
 * bytes: a second hash of them would only be a tenth of all the CPU of an upload.
 */
function signChecksums(s3: S3Client): S3Client {
  s3.middlewareStack.add(
    (next) => (send) => {
      const { headers } = send.request as { headers: Record<string, string> };
      if ('x-amz-checksum-crc32' in headers) headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      return next(send);
    },
    // Last of this step: the checksum is there, and the signature, which covers this header, is made in the next.
    { step: 'build', priority: 'low', name: 'signChecksums' },
  );
  return s3;
}

export function sqsClient(config: AwsConfig): SQSClient {
  return new SQSClient({ ...settingsOf(config, requestMillisecondsMax), useQueueUrlAsEndpoint: false });
}

export function snsClient(config: AwsConfig): SNSClient {
  return new SNSClient(settingsOf(config, requestMillisecondsMax));
}
