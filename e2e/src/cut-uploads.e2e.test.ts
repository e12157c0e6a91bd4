import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { startStack, type LocalStack } from '@pinhole/local';
import { eventually, makePhoto, type EmulatorClients } from '@pinhole/testing';
import { Client } from './support/client.js';
import { seeded, sendAndVanish, uploadBytes } from './support/cut.js';
import { emulatorOf } from './support/emulator-of.js';

const seed = Number(process.env['SEED'] ?? 20_261_121);
const cuts = 100;

let stack: LocalStack;
let client: Client;
let clients: EmulatorClients;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
  clients = await emulatorOf(stack);
}, 180_000);
afterAll(async () => {
  clients?.destroy();
  await stack?.stop();
}, 30_000);

async function originals(): Promise<string[]> {
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: 'pinhole-originals' }));
  return Contents.map(({ Key }) => Key ?? '').sort();
}

async function listed(): Promise<string[]> {
  const page = (await (await fetch(`${stack.url}/v1/photos?limit=100`)).json()) as { items: { id: string }[] };
  return page.items.map(({ id }) => id).sort();
}

describe(`${cuts} uploads cut at random bytes (seed ${seed})`, () => {
  it('leave nothing behind, and nothing lies', async () => {
    const random = seeded(seed);
    const small = await makePhoto({ width: 1200, height: 900 });
    const large = Buffer.concat([small, Buffer.alloc(20 * 1024 * 1024)]); // In parts: what follows a JPEG's end is ignored.
    const kept = await client.upload(small);
    await client.settled(kept.id);

    for (let round = 0; round < cuts; round += 10) {
      await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const whole = uploadBytes(index < 3 ? large : small, new URL(stack.url).host);
          // Never the whole: that one would be accepted, whoever has gone by then.
          const at = Math.floor(random() * (whole.byteLength - 2));
          await sendAndVanish(stack.url, whole.subarray(0, at), random() < 0.5 ? 'reset' : 'end');
        }),
      );
    }

    await eventually(async () => (await originals()).length === 1, { withinSeconds: 30 });
    expect(await originals()).toEqual([expect.stringContaining(kept.id)]);
    expect(await listed()).toEqual([kept.id]);
    const { id } = await client.upload(small);
    expect((await client.settled(id)).state).toBe('ready');
  }, 180_000);
});
