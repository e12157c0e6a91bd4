import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PhotoId, RecipeRef } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';
import { testDatabase, type TestDatabase } from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { claimRevision, type Making } from './claim-revision.js';
import { uploadsDataSourceOptions } from './data-source.js';
import { MakingEntity } from './making.entity.js';

const standard: RecipeRef = { name: 'standard', version: 2 };
const polish: RecipeRef = { name: 'polish', version: 1 };

let server: TestDatabase;
let database: DataSource;
let id: PhotoId;

beforeAll(async () => {
  server = await testDatabase();
  const DATABASE_URL = await server.schemaUrl('uploads');
  database = await new DataSource(uploadsDataSourceOptions({ DATABASE_URL, DATABASE_CONNECTIONS_MAX: 8 })).initialize();
  await database.runMigrations();
}, 120_000);
beforeEach(() => {
  id = newId<PhotoId>();
});
afterAll(async () => {
  await database?.destroy();
  await server?.stop();
});

const claim = (recipe: RecipeRef, revision = 1): Promise<Making> =>
  database.transaction('READ COMMITTED', (transaction) => claimRevision(transaction, { id, revision }, recipe));

describe('the claim of a revision', () => {
  it('is given once, and again to whoever asks for the same', async () => {
    expect(await claim(polish)).toEqual({ revision: 2, recipe: polish });
    expect(await claim(polish)).toEqual({ revision: 2, recipe: polish });
    expect(await claim(polish, 2)).toEqual({ revision: 3, recipe: polish });
  });

  it('names to everybody else the recipe that has it, and theirs is the next one', async () => {
    await claim(polish);
    expect(await claim(standard)).toEqual({ revision: 2, recipe: polish });
    expect(await claim(standard, 2)).toEqual({ revision: 3, recipe: standard });
  });

  it('goes to one of many who ask at once, by two recipes', async () => {
    const claims = await Promise.all(Array.from({ length: 24 }, (_, index) => claim(index % 2 === 0 ? polish : standard)));
    const [first] = claims;
    expect(claims).toEqual(claims.map(() => first));
    expect(await database.manager.countBy(MakingEntity, { photoId: id })).toBe(1);
  });

  it('is passed over where it is old and never came, and still goes to nobody else', async () => {
    await claim(polish);
    const askedAt = () => 'UTC_TIMESTAMP(3) - INTERVAL 5 DAY';
    await database.manager.update(MakingEntity, { photoId: id }, { askedAt });
    expect(await claim(standard)).toEqual({ revision: 3, recipe: standard });
    expect(await claim(polish)).toEqual({ revision: 2, recipe: polish });
  });

  it('keeps one photo from another', async () => {
    await claim(polish);
    id = newId<PhotoId>();
    expect(await claim(standard)).toEqual({ revision: 2, recipe: standard });
  });
});
