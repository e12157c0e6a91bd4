import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UploadAccepted } from '@pinhole/contracts';
import { OutboxEntity } from '@pinhole/messaging';
import { eventually, failoverDatabase, type FailoverDatabase } from '@pinhole/testing';
import { IsNull } from 'typeorm';
import { startUploadApi, type UploadApi } from './upload-api.fixture.js';
import { UploadEntity } from './upload.entity.js';

/** Unless told otherwise. */
const connectionsMax = 10;

let database: FailoverDatabase;
let api: UploadApi;

beforeAll(async () => {
  database = await failoverDatabase();
  api = await startUploadApi({}, { server: database });
}, 180_000);
afterAll(() => api?.stop(), 30_000);

/** What those who upload and those who ask were told. */
interface Told {
  readonly accepted: { id: string; at: number }[];
  readonly refused: { status: number; retryAfter: string | null }[];
  readonly read: number[];
}

async function uploadOn(told: Told, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const response = await api.post(api.file());
    const body = (await response.json()) as UploadAccepted;
    if (response.status === 201) told.accepted.push({ id: body.id, at: performance.now() });
    else told.refused.push({ status: response.status, retryAfter: response.headers.get('retry-after') });
  }
}

async function askOn(told: Told, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const [first] = told.accepted;
    const response = await fetch(first ? `${api.url}/v1/uploads/${first.id}` : `${api.url}/v1/capabilities`);
    await response.arrayBuffer();
    told.read.push(response.status);
  }
}

describe('a database that turns read-only, and back', () => {
  it('refuses uploads meanwhile in words, answers questions, and takes uploads within 10 s after', async () => {
    const told: Told = { accepted: [], refused: [], read: [] };
    const over = new AbortController();
    const people = [uploadOn, uploadOn, uploadOn, askOn, askOn].map((live) => live(told, over.signal));
    let writableAt = Infinity;
    try {
      await eventually(() => told.accepted.length >= 5, { withinSeconds: 30 });
      const before = await latestConnection();
      await database.setReadOnly(true);
      await eventually(() => told.refused.length >= 3 * connectionsMax, { withinSeconds: 60 });
      // Whoever is told "read-only" hangs up and dials anew: after a failover that server would say it for ever.
      expect(await latestConnection()).toBeGreaterThan(before + connectionsMax);
      const readsBefore = told.read.length;
      await eventually(() => told.read.length > readsBefore + 10, { withinSeconds: 30 });
      await database.setReadOnly(false);
      writableAt = performance.now();
      await eventually(() => told.accepted.some(({ at }) => at > writableAt), { withinSeconds: 10 });
      await eventually(() => told.accepted.length >= 15, { withinSeconds: 60 });
    } finally {
      over.abort();
      await Promise.all(people);
    }
    expect(new Set(told.read)).toEqual(new Set([200]));
    expect(told.refused.filter(({ status, retryAfter }) => status !== 503 || !(Number(retryAfter) > 0))).toEqual([]);
    await nothingIsHalfDone(told);
  }, 240_000);
});

/** The server counts them. */
const latestConnection = async () => Math.max(...(await database.connections()));

/** Each photo that was taken has its row, its object and its fact on the way, and there are no others. */
async function nothingIsHalfDone({ accepted }: Told): Promise<void> {
  const { manager } = api.database;
  const rows = await manager.find(UploadEntity, { select: { id: true } });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(accepted.map(({ id }) => id).toSorted());
  expect(await api.kept()).toEqual({ rows: accepted.length, objects: accepted.length });
  await eventually(async () => (await manager.countBy(OutboxEntity, { sentAt: IsNull() })) === 0, { withinSeconds: 30 });
  expect(await manager.count(OutboxEntity)).toBe(accepted.length);
}
