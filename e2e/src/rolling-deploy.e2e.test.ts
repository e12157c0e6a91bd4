import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photoPage } from '@pinhole/contracts';
import { startStack, type LocalStack, type ServiceName } from '@pinhole/local';
import { eventually, isAlive, makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';
import { seeded } from './support/cut.js';
import { PatientClient } from './support/patient-client.js';

const MB = 1_000_000;
const clients = 6;
const rounds = 2;
const services: readonly ServiceName[] = ['upload-api', 'gallery-api', 'resizer', 'edge'];
/** Under `npm start` they drain for eight seconds, and may clean up for one more; the rest is for a busy machine. */
const stopSecondsMax = 12;

let stack: LocalStack;
const lines: string[] = [];

beforeAll(async () => {
  stack = await startStack({ log: (line) => lines.push(line) });
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

/** What clients did, and what they were told. */
interface Journal {
  readonly accepted: Map<string, string>;
  readonly failures: unknown[];
  readonly reads: { count: number };
}

/** Uploads, looks at the list, at a photo and at a picture, over and over: a photo of a phone in bytes, and quick to resize. */
async function liveOn(client: PatientClient, jpeg: Uint8Array, journal: Journal, random: () => number, over: AbortSignal) {
  while (!over.aborted) {
    try {
      const file = Buffer.concat([jpeg, Buffer.from(String(random())), Buffer.alloc(Math.round((1 + 4 * random()) * MB))]);
      const { id } = await client.upload(file);
      journal.accepted.set(id, createHash('sha256').update(file).digest('hex'));
      const { items } = photoPage.parse(JSON.parse((await client.get('/v1/photos')).toString()));
      const ready = items.find(({ state }) => state === 'ready');
      if (ready) await client.get(`/v1/photos/${ready.id}`);
      if (ready?.picture) await client.get(ready.picture.img.url);
      await client.get(`/v1/uploads/${id}`);
      journal.reads.count += 1;
    } catch (error) {
      journal.failures.push(error);
    }
    await pause(200 * random());
  }
}

/** Ends one service as a deploy does, and waits until its successor and everything else are ready. */
async function replace(name: ServiceName): Promise<void> {
  const pid = stack.pidOf(name);
  process.kill(pid, 'SIGTERM');
  await eventually(() => !isAlive(pid), { withinSeconds: stopSecondsMax });
  await eventually(async () => stack.pidOf(name) !== pid && (await fetch(`${stack.url}/health/ready`)).status === 200, {
    withinSeconds: 60,
  });
}

describe('a rolling deploy', () => {
  it('twice around under load is seen by nobody: every upload ends with 201, and nothing else fails', async () => {
    const jpeg = await makePhoto({ width: 400, height: 300 });
    const journal: Journal = { accepted: new Map(), failures: [], reads: { count: 0 } };
    const over = new AbortController();
    const people = Array.from({ length: clients }, () => new PatientClient(stack.url));
    const lives = people.map((person, number) => liveOn(person, jpeg, journal, seeded(number), over.signal));
    try {
      await eventually(() => journal.reads.count >= clients, { withinSeconds: 60 });
      for (let round = 0; round < rounds; round += 1) for (const name of services) await replace(name);
    } finally {
      over.abort();
      await Promise.all(lives);
    }

    expect(journal.failures).toEqual([]);
    expect(lines.filter((line) => /cut_off|undrained|stopped_at_once|close_failed/.test(line))).toEqual([]);
    const client = new Client(stack.url);
    for (const [id, sha256] of journal.accepted) {
      expect((await client.settled(id, 180)).state).toBe('ready');
      expect((await client.status(id)).sha256).toBe(sha256);
    }
    expect((await fetch(`${stack.url}/health/ready`)).status).toBe(200);
  }, 600_000);
});
