import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { commandLineOf } from '../processes/command-line-of.js';
import { isAlive } from '../processes/is-alive.js';
import { listenersOf } from '../processes/listeners-of.js';
import { emulatorClients, type EmulatorClients } from './emulator-clients.js';
import type { AwsEmulatorOptions } from './aws-emulator.js';
import { startFauxqs, type Fauxqs } from './start-fauxqs.js';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function start(options?: AwsEmulatorOptions): Promise<Fauxqs & EmulatorClients> {
  const emulator = await startFauxqs(options);
  const clients = emulatorClients(emulator.settings);
  undo.push(() => emulator.stop(), clients.destroy);
  return { ...emulator, ...clients };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pinhole-test-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function folderOf(pid: number): Promise<string> {
  return (await commandLineOf(pid)).split(' ').find((argument) => argument.includes('pinhole-aws-'))!;
}

describe('fauxqs, the AWS emulator that needs no Docker,', () => {
  it('listens on 127.0.0.1 and nowhere else', async () => {
    const { pid, endpoint } = await start();
    expect(await listenersOf(pid)).toEqual([new URL(endpoint).host]);
  });

  it('is called fauxqs where processes are listed', async () => {
    const { pid } = await start();
    expect(await commandLineOf(pid)).toContain('fauxqs');
  });

  it('finds objects, queues and messages again after kill -9', async () => {
    const folder = await temporaryFolder();
    const first = await start({ folder });
    await first.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
    await first.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'o/00/one', Body: 'bytes', ContentType: 'image/jpeg' }));
    const { QueueUrl } = await first.sqs.send(new CreateQueueCommand({ QueueName: 'kept' }));
    await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
    first.kill('SIGKILL');
    expect(await first.exited).toContain('SIGKILL');

    const second = await start({ folder });
    const { Body, ContentType } = await second.s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'o/00/one' }));
    expect({ text: await Body!.transformToString(), ContentType }).toEqual({ text: 'bytes', ContentType: 'image/jpeg' });
    const { Messages } = await second.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(Messages?.map((message) => message.Body)).toEqual(['waiting']);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('ends by %s', async (signal) => {
    const { kill, exited, pid } = await start();
    kill(signal);
    await exited;
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves no process and no folder of its own when stopped', async () => {
    const { pid, stop } = await start();
    const folder = await folderOf(pid);
    expect(existsSync(folder)).toBe(true);
    await stop();
    expect({ alive: isAlive(pid), folder: existsSync(folder) }).toEqual({ alive: false, folder: false });
  });

  it('ends, and takes its folder away, when whoever started it was killed', async () => {
    const script = `
      const { startFauxqs } = await import(${JSON.stringify(join(import.meta.dirname, 'start-fauxqs.js'))});
      process.stdout.write(String((await startFauxqs()).pid));
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(String((await parent.stdout.take(1).toArray())[0]));
    const folder = await folderOf(pid);
    expect({ alive: isAlive(pid), folder: existsSync(folder) }).toEqual({ alive: true, folder: true });
    parent.kill('SIGKILL');
    await eventually(() => !isAlive(pid) && !existsSync(folder));
  });

  it('says in one sentence that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    undo.push(() => other.close());
    await eventually(() => other.listening);
    const { port } = other.address() as AddressInfo;
    await expect(startFauxqs({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use by another program.`);
  });
});
