import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emulatorClients, startAwsEmulator, type AwsEmulator } from '@pinhole/testing';
import { limits } from '@pinhole/resources';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MiB = 1024 * 1024;
const budgetBytes = 48 * MiB;
const grownBytesMax = 5 * budgetBytes;
const uploads = 100;
const bytesEach = 6 * MiB;

interface Measured {
  grownBytes: number;
  budgetPeak: number;
  seconds: number;
}

let emulator: AwsEmulator;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  const { s3, destroy } = emulatorClients(emulator.settings);
  await s3.send(new CreateBucketCommand({ Bucket: 'originals' }));
  destroy();
});
afterAll(() => emulator.stop());

async function putMany(bytesEach: number): Promise<Measured> {
  const program = join(import.meta.dirname, 'put-many.main.js');
  const child = fork(program, [emulator.endpoint, 'originals', ...[uploads, bytesEach, budgetBytes].map(String)], {
    env: { ...process.env, ...emulator.settings },
    execArgv: [],
  });
  const [measured] = (await once(child, 'message')) as [Measured];
  return measured;
}

describe('The memory of a process', () => {
  it(`follows the budget and not the uploads, of which there are ${uploads} at once`, async () => {
    const measured = await putMany(bytesEach);
    expect(measured.budgetPeak).toBeLessThanOrEqual(budgetBytes);
    expect(measured.budgetPeak).toBeGreaterThan(budgetBytes / 2);
    // Beside the budget there is what streams leave to be collected: 80 to 150 MB in all. A part for each would be 500.
    expect(measured.grownBytes).toBeLessThan(grownBytesMax);
    expect(uploads * limits.partBytes).toBeGreaterThan(1.5 * grownBytesMax);
  }, 120_000);
});
