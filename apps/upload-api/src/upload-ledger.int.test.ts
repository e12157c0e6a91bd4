import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectKey, PhotoId } from '@pinhole/contracts';
import { Outbox, OutboxEntity, ringsMax, Sweeper } from '@pinhole/messaging';
import { createLogger, newId } from '@pinhole/service-kit';
import { testDatabase, type TestDatabase } from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { uploadsDataSourceOptions } from './data-source.js';
import { everybody } from './owner.js';
import { SettleUpload } from './settle-upload.js';
import { UploadEntity } from './upload.entity.js';
import { UploadLedger } from './upload-ledger.js';

let server: TestDatabase;
let database: DataSource;
let now = new Date();
let sweeper: Sweeper<UploadEntity>;

beforeAll(async () => {
  server = await testDatabase();
  const DATABASE_URL = await server.schemaUrl('uploads');
  database = await new DataSource(uploadsDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 4 })).initialize();
  await database.runMigrations();
  const logger = createLogger('test', 'silent');
  sweeper = new Sweeper(database, new UploadLedger(new Outbox()), logger, { now: () => now });
}, 120_000);
beforeEach(async () => {
  await database.manager.clear(UploadEntity);
  await database.manager.clear(OutboxEntity);
  now = new Date('2026-11-21T12:00:00.000Z');
});
afterAll(async () => {
  await database?.destroy();
  await server?.stop();
});

const seconds = (count: number) => new Date(now.getTime() + count * 1_000);

/** A photo that was accepted that many seconds ago and is not settled yet. */
async function waiting(secondsAgo: number): Promise<PhotoId> {
  const id = newId<PhotoId>();
  const said = { title: 'Fjord', description: '', tags: ['sea'], visibility: 'public' as const, fileName: 'a.jpg' };
  const original = { objectKey: `o/00/${id}` as ObjectKey, bytes: 10, sha256: '0'.repeat(64), type: 'image/jpeg' };
  await database.manager.insert(UploadEntity, {
    ...{ id, ...said, ...original, ownerId: everybody.id, state: 'processing', receivedAt: seconds(-secondsAgo) },
    ...{ rejectionCode: null, rejectionDetail: null, settledAt: null, recipeVersion: 1 },
    ...{ rings: 0, rungAt: seconds(-secondsAgo), ringAt: seconds(60 - secondsAgo) },
  });
  return id;
}

async function promised(): Promise<{ name: string; photoId: string }[]> {
  const rows = await database.manager.find(OutboxEntity, { order: { id: 'ASC' } });
  return rows.map(({ name, payload }) => {
    const { body } = JSON.parse(payload) as { body: { photo: { id: string } } };
    return { name, photoId: body.photo.id };
  });
}

const find = (id: PhotoId) => database.manager.findOneByOrFail(UploadEntity, { id });

describe('a photo that waits unsettled', () => {
  it('is rung for again after 60 s, and not before', async () => {
    await waiting(59);
    expect(await sweeper.ringDue()).toBe(0);
    const late = await waiting(60);
    expect(await sweeper.ringDue()).toBe(1);
    expect(await promised()).toEqual([{ name: 'photo.uploaded.v1', photoId: late }]);
    expect(await find(late)).toMatchObject({ state: 'processing', rings: 1, rungAt: now, ringAt: seconds(60) });
  });

  it('is left alone once it is settled', async () => {
    const id = await waiting(600);
    await new SettleUpload(database).ready(id, now);
    expect(await sweeper.ringDue()).toBe(0);
    expect(await sweeper.ringOverdue()).toBe(0);
    expect(await promised()).toEqual([]);
  });

  it('is rung for at once after an outage, whatever its pause', async () => {
    const id = await waiting(600);
    await database.manager.update(UploadEntity, { id }, { rings: 6, rungAt: seconds(-61), ringAt: seconds(500) });
    expect(await sweeper.ringDue()).toBe(0);
    expect(await sweeper.ringOverdue()).toBe(1);
    expect(await find(id)).toMatchObject({ rings: 7, rungAt: now });
  });

  it('is given up after its last ring, is said to be, and comes through nonetheless when it is ready', async () => {
    const id = await waiting(60);
    for (let ring = 0; ring < ringsMax; ring += 1) {
      expect(await sweeper.ringDue()).toBe(1);
      now = (await find(id)).ringAt ?? now;
    }
    expect(await sweeper.ringDue()).toBe(1);
    const given = await find(id);
    expect(given).toMatchObject({ state: 'rejected', rejectionCode: 'gave_up', settledAt: now, ringAt: null });
    expect((await promised()).map(({ name }) => name)).toEqual([
      ...Array.from({ length: ringsMax }, () => 'photo.uploaded.v1'),
      'photo.rejected.v1',
    ]);
    expect(await sweeper.ringDue()).toBe(0);

    await new SettleUpload(database).ready(id, seconds(10));
    expect(await find(id)).toMatchObject({ state: 'ready', rejectionCode: null, rejectionDetail: null });
    await new SettleUpload(database).rejected(id, { code: 'gave_up', detail: 'Late.' }, seconds(20));
    expect((await find(id)).state).toBe('ready');
  });

  it('is rung for once, however many sweep at once', async () => {
    const ids = [];
    for (let index = 0; index < 120; index += 1) ids.push(await waiting(61));
    const moved = await Promise.all([sweeper.ringDue(), sweeper.ringDue(), sweeper.ringDue()]);
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(120);
    expect((await promised()).map(({ photoId }) => photoId).sort()).toEqual(ids.sort());
  });
});
