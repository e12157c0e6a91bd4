import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OwnerId, PhotoFacts, PhotoId, Visibility } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';
import { testDatabase, type TestDatabase } from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { BuildCard } from './build-card.js';
import { CardEntity } from './card.entity.js';
import { decodeCursor } from './cursor.js';
import { galleryDataSourceOptions } from './data-source.js';
import { ListPhotos } from './list-photos.js';

let server: TestDatabase;
let database: DataSource;
let buildCard: BuildCard;
let listPhotos: ListPhotos;

beforeAll(async () => {
  server = await testDatabase();
  const options = galleryDataSourceOptions({ DATABASE_URL: await server.schemaUrl('gallery'), DATABASE_CONNECTIONS_MAX: 4 });
  database = await new DataSource(options).initialize();
  await database.runMigrations();
  buildCard = new BuildCard(database);
  listPhotos = new ListPhotos(database);
}, 120_000);
beforeEach(() => database.manager.clear(CardEntity));
afterAll(async () => {
  await database?.destroy();
  await server?.stop();
});

async function add(uploadedAt: string, visibility: Visibility = 'public'): Promise<PhotoFacts> {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const photo = { id: newId<PhotoId>(), owner, title: '', description: '', tags: [], visibility, uploadedAt };
  await buildCard.processing({ photo });
  return photo;
}

/** Every page to the end, with something done between pages. */
async function walk(limit: number, between: () => Promise<unknown> = () => Promise.resolve()): Promise<PhotoId[]> {
  const seen: PhotoId[] = [];
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const page = await listPhotos.execute(limit, cursor === null ? null : decodeCursor(cursor));
    seen.push(...page.cards.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  }
  return seen;
}

describe('the list of photos', () => {
  it('is newest first, each photo once, also where several came in the same millisecond', async () => {
    const moments = [
      '2026-11-21T09:00:00.000Z',
      '2026-11-21T09:00:00.001Z',
      '2026-11-21T09:00:00.001Z',
      '2026-11-21T09:00:00.001Z',
    ];
    const photos = [];
    for (const moment of moments) photos.push(await add(moment));
    const [oldest, ...together] = photos.map(({ id }) => id);
    // Of one millisecond, the larger id comes first; two ids made in one millisecond are in no order.
    const newestFirst = [...together.sort().reverse(), oldest!];
    for (const limit of [1, 2, 3, 4, 5]) expect(await walk(limit)).toEqual(newestFirst);
  });

  it('stays the same behind a cursor while photos arrive', async () => {
    const photos = [];
    for (let second = 10; second < 20; second += 1) photos.push(await add(`2026-11-21T09:00:${second}.000Z`));
    const seen = await walk(3, () => add('2026-11-21T10:00:00.000Z'));
    expect(seen).toEqual(photos.map(({ id }) => id).reverse());
  });

  it('leaves out what is unlisted or was rejected', async () => {
    const shown = await add('2026-11-21T09:00:00.000Z');
    await add('2026-11-21T09:00:01.000Z', 'unlisted');
    const photo = await add('2026-11-21T09:00:02.000Z');
    await buildCard.rejected({ photo, rejection: { code: 'damaged', detail: 'It is damaged.' } });
    expect(await walk(10)).toEqual([shown.id]);
  });

  it('is empty without photos', async () => {
    expect(await listPhotos.execute(10, null)).toEqual({ cards: [], nextCursor: null });
  });

  it('reads no more rows than a page has, however many there are', async () => {
    for (let index = 0; index < 300; index += 1) await add(new Date(Date.UTC(2026, 10, 21, 9, 0, index)).toISOString());
    const page = await listPhotos.execute(10, null);
    const runner = database.createQueryRunner();
    try {
      const rowsRead = async () => {
        const rows = (await runner.query(`SHOW SESSION STATUS LIKE 'Handler_read%'`)) as { Value: string }[];
        return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
      };
      const reader = new ListPhotos({ query: runner.query.bind(runner) } as never);
      const before = await rowsRead();
      await reader.execute(10, decodeCursor(page.nextCursor ?? ''));
      expect((await rowsRead()) - before).toBeLessThan(40);
    } finally {
      await runner.release();
    }
  });
});
