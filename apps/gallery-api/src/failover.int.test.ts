import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photoPage, type PhotoId } from '@pinhole/contracts';
import { eventually, failoverDatabase, type FailoverDatabase } from '@pinhole/testing';
import type { DataSource } from 'typeorm';
import { CardEntity } from './card.entity.js';
import { startGalleryApi, type GalleryApi } from './gallery-api.fixture.js';

let server: FailoverDatabase;
let api: GalleryApi;
let database: DataSource;
let url: string;

beforeAll(async () => {
  server = await failoverDatabase();
  api = await startGalleryApi(server);
  ({ database, url } = api);
}, 180_000);
afterAll(() => api?.stop(), 30_000);

const say = async (): Promise<PhotoId> => (await api.sayUploaded({})).id;
const countCards = () => database.manager.count(CardEntity);

describe('a database that turns read-only, and back', () => {
  it('goes on showing photos, makes new cards within 10 s after, and those of meanwhile too', async () => {
    const first = await say();
    await eventually(async () => (await countCards()) === 1);
    const statuses: number[] = [];
    const over = new AbortController();
    const reading = (async () => {
      while (!over.signal.aborted) {
        for (const path of ['/v1/photos', `/v1/photos/${first}`]) {
          const response = await fetch(url + path);
          await response.arrayBuffer();
          statuses.push(response.status);
        }
      }
    })();
    let meanwhile: PhotoId[];
    try {
      await server.setReadOnly(true);
      meanwhile = await Promise.all(Array.from({ length: 20 }, say));
      const readsBefore = statuses.length;
      await eventually(() => statuses.length > readsBefore + 20, { withinSeconds: 30 });
      expect(await countCards()).toBe(1);
      await server.setReadOnly(false);
      const after = await say();
      await eventually(() => database.manager.existsBy(CardEntity, { id: after }), { withinSeconds: 10 });
      // What failed meanwhile comes again by itself, each time a little later.
      await eventually(async () => (await countCards()) === 22, { withinSeconds: 90 });
      meanwhile.push(after);
    } finally {
      over.abort();
      await reading;
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const page = photoPage.parse(await (await fetch(`${url}/v1/photos?limit=50`)).json());
    expect(page.items.map(({ id }) => id).toSorted()).toEqual([first, ...meanwhile].toSorted());
  }, 240_000);
});
