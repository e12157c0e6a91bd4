import { DeleteBucketCommand, DeleteObjectsCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProxy } from '../network/fault-proxy.js';
import { checkPortIsFree, loopback } from '../processes/free-port.js';
import type { AwsEmulator, AwsEmulatorOptions, AwsSettings } from './aws-emulator.js';
import { emulatorClients, type EmulatorClients } from './emulator-clients.js';

/**
 * An AWS account of a test's own in a LocalStack on this machine that other tests use too: LocalStack takes an access key of
 * twelve digits for the number of an account, and keeps accounts apart. The way to it is a proxy of the test's own, which can be
 * killed as a process of its own could be; all that was there is found again behind the next.
 */
export async function openLocalStackAccount(url: string, { folder, port = 0 }: AwsEmulatorOptions = {}): Promise<AwsEmulator> {
  await checkPortIsFree(port);
  const account = await accountIn(folder);
  const proxy = await startProxy(Number(new URL(url).port), port);
  const ended = Promise.withResolvers<string>();
  const close = async (how: string) => {
    await proxy.stop();
    ended.resolve(how);
  };
  const settings = settingsFor(`http://${loopback}:${proxy.port}`, account);
  return {
    endpoint: settings.AWS_ENDPOINT_URL,
    settings,
    exited: ended.promise,
    kill: (signal) => void close(`was ended by ${signal}`),
    stop: async () => {
      await close('was stopped');
      await emptyAccount(emulatorClients(settingsFor(url, account)));
    },
  };
}

/** The number of the account that a folder stands for; without a folder, of a new one. */
async function accountIn(folder: string | undefined): Promise<string> {
  const file = folder && join(folder, 'account');
  if (file && existsSync(file)) return readFile(file, 'utf8');
  const account = String(randomInt(100_000_000_000, 200_000_000_000));
  if (file) await writeFile(file, account);
  return account;
}

function settingsFor(endpoint: string, account: string): AwsSettings {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    S3_FORCE_PATH_STYLE: 'true',
    AWS_ACCESS_KEY_ID: account,
    // LocalStack's own, for every account: it holds signatures against this one.
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

/** The names of buckets are one space for all accounts, in LocalStack as in AWS: the next test may want the same ones. */
async function emptyAccount(clients: EmulatorClients): Promise<void> {
  const { s3 } = clients;
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    for (;;) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      if (Contents.length === 0) break;
      await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
    }
    await s3.send(new DeleteBucketCommand({ Bucket }));
  }
  clients.destroy();
}
