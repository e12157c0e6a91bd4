import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import { eventually, makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';

let stack: LocalStack;
let client: Client;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

describe('kill -9', () => {
  it.each(['upload-api', 'resizer', 'gallery-api', 'edge', 'fauxqs', 'database'] as const)(
    'of %s: it is back, and the photo uploaded just before is ready, within 60 s',
    async (name) => {
      const bytes = await makePhoto({ width: 2400, height: 1600 });
      const { id } = await client.upload(bytes);
      const killed = stack.pidOf(name);
      process.kill(killed, 'SIGKILL');

      await eventually(
        async () => {
          expect((await fetch(`${stack.url}/health/ready`)).status).toBe(200);
          expect(stack.pidOf(name)).not.toBe(killed);
          expect((await client.photo(id)).state).toBe('ready');
          return true;
        },
        { withinSeconds: 60 },
      );
    },
    90_000,
  );
});
