import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { VariantFormat } from '@pinhole/contracts';
import { variantKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit/plain';
import { emulatorClients, startAwsEmulator } from '@pinhole/testing';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';
import { OriginUnderTest, type Answering } from './origin.fixture.js';

export interface ImagesUnderTest {
  /** For the test's process: the SDK takes its keys from there. */
  readonly environment: Record<string, string>;
  readonly under: EdgeUnderTest;
  /** Stands before the bucket, and counts. */
  readonly counter: OriginUnderTest;
  /** What the counter does unless a test says otherwise. */
  readonly forward: Answering;
  put(key: string, body: Buffer | string): Promise<void>;
  /** Stores some bytes as a variant of a new photo, and says where the edge should have it. */
  store(body: Buffer | string, format?: VariantFormat): Promise<string>;
  stop(): Promise<void>;
}

/** An edge over a bucket in a real emulator, with a counter between the two. */
export async function startImagesUnderTest(): Promise<ImagesUnderTest> {
  const emulator = await startAwsEmulator();
  const clients = emulatorClients(emulator.settings);
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'variants' }));
  const counter = await new OriginUnderTest().start();
  const forward = forwardTo(emulator.endpoint);
  counter.answering = forward;
  const under = await startEdgeUnderTest({ AWS_ENDPOINT_URL: counter.url });
  const put = async (key: string, body: Buffer | string) => {
    await clients.s3.send(new PutObjectCommand({ Bucket: 'variants', Key: key, Body: body }));
  };
  const store = async (body: Buffer | string, format: VariantFormat = 'avif') => {
    const key = variantKey(newId(), 1, { width: 640, format });
    await put(key, body);
    return `${under.url}/${key}`;
  };
  const stop = async () => {
    clients.destroy();
    await Promise.all([under.stop(), counter.stop(), emulator.stop()]);
  };
  return { environment: emulator.settings, under, counter, forward, put, store, stop };
}

function forwardTo(endpoint: string): Answering {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { method, headers, url } = request;
    const onward = http.request(new URL(url ?? '/', endpoint), { method, headers, agent: false });
    onward.on('response', (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)));
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
}
