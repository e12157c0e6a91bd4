import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { emulatorClients, type EmulatorClients } from '../emulator/emulator-clients.js';
import type { AwsEmulator } from '../emulator/aws-emulator.js';
import { startAwsEmulator } from '../emulator/start-aws-emulator.js';
import { startHttpRecorder, type HttpRecorder } from './http-recorder.js';

const Bucket = 'recorded';

let emulator: AwsEmulator;
let recorder: HttpRecorder;
let clients: EmulatorClients;
let keys = 0;
let Key: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  recorder = await startHttpRecorder(emulator.endpoint);
  clients = emulatorClients({ ...emulator.settings, AWS_ENDPOINT_URL: recorder.endpoint });
  await clients.s3.send(new CreateBucketCommand({ Bucket }));
});
beforeEach(() => {
  Key = `o/00/${(keys += 1)}`;
});
afterAll(async () => {
  clients.destroy();
  await recorder.stop();
  await emulator.stop();
});

async function begin(): Promise<string> {
  return (await clients.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId!;
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the recorder before S3', () => {
  it('passes everything on unchanged, and writes it down', async () => {
    const bytes = Buffer.alloc(3_000_000, 'pinhole');
    await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes, ContentType: 'image/jpeg' }));
    const { Body, ContentType } = await clients.s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=7-' }));
    expect(ContentType).toBe('image/jpeg');
    expect(bytes.subarray(7).equals(await Body!.transformToByteArray())).toBe(true);
    const path = `/${Bucket}/${Key}`;
    expect(recorder.recorded.slice(-2)).toEqual([
      { operation: 'PutObject', path, status: 200, sha256: sha256Of(bytes) },
      { operation: 'GetObject', path, status: 206, sha256: sha256Of(Buffer.alloc(0)) },
    ]);
  });

  it('tells which multipart uploads are still open', async () => {
    const [completed, aborted, left] = [await begin(), await begin(), await begin()];
    expect(recorder.openMultipartUploads()).toEqual([completed, aborted, left]);
    const { ETag } = await clients.s3.send(
      new UploadPartCommand({ Bucket, Key, UploadId: completed, PartNumber: 1, Body: 'part' }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await clients.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId: completed, MultipartUpload }));
    await clients.s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: aborted }));
    expect(recorder.openMultipartUploads()).toEqual([left]);
    expect(recorder.granted('CreateMultipartUpload')).toBe(3);
  });

  it('does not take a refusal for a yes', async () => {
    const before = recorder.granted('CompleteMultipartUpload');
    const UploadId = await begin();
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: '"0"' }] };
    await expect(
      clients.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload })),
    ).rejects.toThrow();
    expect(recorder.granted('CompleteMultipartUpload')).toBe(before);
    expect(recorder.openMultipartUploads()).toContain(UploadId);
  });
});
