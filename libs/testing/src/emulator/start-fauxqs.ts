import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from '../processes/child.js';
import { checkPortIsFree, loopback } from '../processes/free-port.js';
import { passingHeap } from '../processes/passing-heap.js';
import type { AwsEmulator, AwsEmulatorOptions, AwsSettings } from './aws-emulator.js';

/** The emulator that needs nothing but Node.js. */
export interface Fauxqs extends AwsEmulator {
  pid: number;
}

const startSecondsMax = 30;
const stopSecondsMax = 5;
const program = join(import.meta.dirname, 'fauxqs.main.js');

const nodeOptions = ['--disable-warning=ExperimentalWarning', ...passingHeap];

/** S3, SNS and SQS in a process of their own, on 127.0.0.1 alone. The same folder finds everything again, even after kill -9. */
export async function startFauxqs({ folder, port = 0, log }: AwsEmulatorOptions = {}): Promise<Fauxqs> {
  await checkPortIsFree(port);
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'pinhole-aws-')));
  const lifetime = folder ? 'lasting' : 'temporary';
  const child = new Child(process.execPath, [...nodeOptions, program, home, String(port), lifetime], {
    log,
    channel: true,
  });
  const stop = async () => {
    await child.stop(stopSecondsMax);
    if (!folder) await rm(home, { recursive: true, force: true });
  };
  try {
    const endpoint = `http://${loopback}:${await portOf(child)}`;
    return {
      endpoint,
      settings: settingsFor(endpoint),
      pid: child.pid,
      exited: child.exited,
      kill: (signal) => child.kill(signal),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function portOf(child: Child): Promise<number> {
  let port: number | undefined;
  child.onMessage((message) => (port = (message as { port: number }).port));
  const deadline = Date.now() + startSecondsMax * 1000;
  while (port === undefined) {
    if (child.ended !== undefined)
      throw new Error(`The AWS emulator did not start, it ${child.ended}: ${child.lastLines.join('\n')}`);
    if (Date.now() > deadline)
      throw new Error(`The AWS emulator was not ready within ${startSecondsMax} s: ${child.lastLines.join('\n')}`);
    await pause(20);
  }
  return port;
}

function settingsFor(endpoint: string): AwsSettings {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: endpoint,
    S3_FORCE_PATH_STYLE: 'true',
    AWS_ACCESS_KEY_ID: 'pinhole',
    AWS_SECRET_ACCESS_KEY: 'pinhole',
  };
}
