import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HeadObjectCommand, PutObjectCommand, UploadPartCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { s3Client, snsClient, sqsClient } from './aws-clients.js';
import { signatureOf } from './signature-of.fixture.js';

let endpoint: Server;
let asked: { host: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; signature: string }[];
let status: number;
let config: Parameters<typeof s3Client>[0];

beforeEach(() => {
  asked = [];
  status = 403;
});
beforeAll(async () => {
  endpoint = createServer((request, response) => {
    const { url, headers } = request;
    asked.push({ host: headers.host, url, headers, signature: signatureOf(request, credentials.secretAccessKey) });
    request.resume().on('end', () => response.writeHead(status).end());
  }).listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const { port } = endpoint.address() as AddressInfo;
  config = { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, S3_FORCE_PATH_STYLE: true };
});
afterAll(() => void endpoint.close());

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

function openS3(): S3Client {
  const s3 = s3Client(config);
  s3.config.credentials = () => Promise.resolve(credentials);
  return s3;
}

describe('the AWS clients', () => {
  it('ask the endpoint of our configuration, whatever host a queue URL names', async () => {
    const sqs = sqsClient(config);
    sqs.config.credentials = () => Promise.resolve(credentials);
    const send = new SendMessageCommand({ QueueUrl: 'http://sqs.elsewhere.invalid/1/upload', MessageBody: 'x' });
    await expect(sqs.send(send)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });

    const sns = snsClient(config);
    sns.config.credentials = () => Promise.resolve(credentials);
    const publish = new PublishCommand({ TopicArn: 'arn:aws:sns:eu-central-1:1:photo-events', Message: 'x' });
    await expect(sns.send(publish)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });

    const s3 = openS3();
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'originals', Key: 'o/1' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });

    const host = new URL(config.AWS_ENDPOINT_URL ?? '').host;
    expect(asked.map((request) => request.host)).toEqual([host, host, host]);
    expect(asked[2]?.url).toBe('/originals/o/1');
  });

  it.each([
    { client: s3Client, command: new HeadObjectCommand({ Bucket: 'originals', Key: 'o/1' }) },
    { client: sqsClient, command: new ReceiveMessageCommand({ QueueUrl: 'http://sqs.elsewhere.invalid/1/upload' }) },
    { client: snsClient, command: new PublishCommand({ TopicArn: 'arn:aws:sns:eu-central-1:1:photo-events', Message: 'x' }) },
  ])('try three times where the far end cannot now, and then say so: $client.name', async ({ client, command }) => {
    status = 503;
    const asking = client(config) as unknown as { config: { credentials: unknown }; send(sent: unknown): Promise<unknown> };
    asking.config.credentials = () => Promise.resolve(credentials);
    await expect(asking.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503, attempts: 3 } });
    expect(asked).toHaveLength(3);
  });

  it('hash what they store once: its CRC32 goes with it, signed, and no second hash', async () => {
    status = 200;
    const s3 = openS3();
    const hashed = jest.spyOn(Object.getPrototypeOf(createHash('sha256')) as Hash, 'update');
    const Body = Buffer.from('123456789');
    await s3.send(new PutObjectCommand({ Bucket: 'originals', Key: 'o/1', Body }));
    expect(hashed.mock.calls.map(([data]) => data)).not.toContainEqual(Body);
    await s3.send(new HeadObjectCommand({ Bucket: 'originals', Key: 'o/1' }));
    const [put, head] = asked.map(({ headers }) => headers);
    expect(put).toMatchObject({ 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
    expect(put?.authorization).toMatch(/SignedHeaders=[^,]*x-amz-checksum-crc32/);
    expect(head?.['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    { what: 'an object', command: new PutObjectCommand({ Bucket: 'originals', Key: 'o/1', Body: Buffer.alloc(100) }) },
    {
      what: 'a part',
      command: new UploadPartCommand({
        ...{ Bucket: 'originals', Key: 'o/1', UploadId: 'a', PartNumber: 1 },
        Body: Buffer.alloc(1),
      }),
    },
    { what: 'a question', command: new HeadObjectCommand({ Bucket: 'originals', Key: 'o/1' }) },
  ])('sign $what as S3 wants it', async ({ command }) => {
    status = 200;
    const s3 = openS3();
    await s3.send(command as HeadObjectCommand);
    expect(asked[0]?.headers.authorization).toContain(`Signature=${asked[0]?.signature}`);
  });
});
