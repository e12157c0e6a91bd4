import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photoResized, type ObjectKey, type OwnerId, type PhotoFacts } from '@pinhole/contracts';
import type { PhotoPreviewed, PhotoResized } from '@pinhole/contracts';
import { newId } from '@pinhole/service-kit';
import { testDatabase, type TestDatabase } from '@pinhole/testing';
import { DataSource } from 'typeorm';
import { BuildCard } from './build-card.js';
import { CardEntity } from './card.entity.js';
import { galleryDataSourceOptions } from './data-source.js';
import { ListPhotos } from './list-photos.js';

let server: TestDatabase;
let database: DataSource;
let buildCard: BuildCard;

beforeAll(async () => {
  server = await testDatabase();
  const options = galleryDataSourceOptions({ DATABASE_URL: await server.schemaUrl('gallery'), DATABASE_CONNECTIONS_MAX: 4 });
  database = await new DataSource(options).initialize();
  await database.runMigrations();
  buildCard = new BuildCard(database);
}, 120_000);
afterAll(async () => {
  await database?.destroy();
  await server?.stop();
});

function facts(): PhotoFacts {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const said = { title: 'Fjord 🦜', description: 'a\nb', tags: ['sea', '北'], visibility: 'public' as const };
  return { id: newId(), owner, ...said, uploadedAt: '2026-11-21T09:30:00.123Z' };
}

function resized(photo: PhotoFacts, revision = 1): PhotoResized {
  const objectKey = `i/5a/${photo.id}/${revision}/320.avif` as ObjectKey;
  const variants = [{ format: 'avif' as const, width: 320, height: 240, bytes: 3752, objectKey }];
  return {
    photo,
    revision,
    recipe: { name: 'polish', version: 3 },
    ...taken,
    animated: true,
    degraded: true,
    picture: { width: 4000, height: 3000, ...painted, variants },
  };
}

function previewed(photo: PhotoFacts): PhotoPreviewed {
  const objectKey = `i/5a/${photo.id}/1/preview-1.jpg` as ObjectKey;
  const variants = [{ format: 'jpeg' as const, width: 320, height: 240, bytes: 9_000, objectKey }];
  return { photo, revision: 1, picture: { width: 4000, height: 3000, color, thumbhash, variants } };
}

const color = '#6d7f8c';
const thumbhash = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
const painted = { color, thumbhash, hdr: null };
const taken = {
  takenAt: '2026-11-20T07:12:44.000Z',
  takenOffset: '+09:00',
  camera: { make: 'Canon', model: 'Canon EOS R5', lens: '北 100mm' },
  exposure: { seconds: 0.004, aperture: 2.8, iso: 100, focalLengthMm: 35 },
  location: { latitude: 60.175, longitude: 24.933333 },
};

const cardOf = (photo: PhotoFacts) => database.manager.findOneByOrFail(CardEntity, { id: photo.id });

describe('a card', () => {
  it('says all that the messages said', async () => {
    const photo = facts();
    await buildCard.processing({ photo });
    expect(await cardOf(photo)).toMatchObject({ state: 'processing', revision: 0, picture: null });
    await buildCard.ready(resized(photo));
    expect(await cardOf(photo)).toEqual({
      id: photo.id,
      state: 'ready',
      revision: 1,
      recipeName: 'polish',
      recipeVersion: 3,
      title: photo.title,
      description: photo.description,
      tags: photo.tags,
      visibility: 'public',
      owner: photo.owner,
      uploadedAt: new Date(photo.uploadedAt),
      takenAt: new Date('2026-11-20T07:12:44.000Z'),
      takenOffset: '+09:00',
      camera: taken.camera,
      exposure: taken.exposure,
      animated: true,
      degraded: true,
      picture: resized(photo).picture,
      rejection: null,
    });
  });

  it('keeps where a photo was taken for its owner, and tells it to nobody who does not ask for it by name', async () => {
    const photo = facts();
    await buildCard.ready(resized(photo));
    const [row] = await database.manager.find(CardEntity, { where: { id: photo.id }, select: { id: true, location: true } });
    expect(row?.location).toEqual(taken.location);
    expect((await cardOf(photo)).location).toBeUndefined();
    const { cards } = await new ListPhotos(database).execute(100, null);
    expect(JSON.stringify(cards.find(({ id }) => id === photo.id))).not.toMatch(/location|60\.17/);
  });

  it('takes what a resizer says that knows nothing of metadata yet', async () => {
    const photo = facts();
    const { revision, picture: known } = resized(photo);
    const picture = { width: known.width, height: known.height, variants: known.variants };
    const takenAt = '2026-11-20T07:12:44.000Z';
    await buildCard.ready(photoResized.body.parse({ photo, revision, takenAt, picture }));
    const unknown = { make: null, model: null, lens: null };
    expect(await cardOf(photo)).toMatchObject({ takenOffset: '+00:00', camera: unknown, animated: false, degraded: false });
    expect(await cardOf(photo)).toMatchObject({ recipeName: 'standard', recipeVersion: 1 });
    expect((await cardOf(photo)).picture).toMatchObject({ color: null, thumbhash: null, hdr: null });
  });

  const rejection = { code: 'gave_up', detail: 'We tried for an hour.' };
  const acts = {
    uploaded: (photo: PhotoFacts) => buildCard.processing({ photo }),
    resized: (photo: PhotoFacts) => buildCard.ready(resized(photo)),
    rejected: (photo: PhotoFacts) => buildCard.rejected({ photo, rejection }),
    previewed: (photo: PhotoFacts) => buildCard.preview(previewed(photo)),
  };

  it.each([
    { order: ['uploaded', 'resized'], state: 'ready' },
    { order: ['resized', 'uploaded'], state: 'ready' },
    { order: ['resized', 'resized', 'uploaded', 'uploaded', 'resized'], state: 'ready' },
    { order: ['rejected', 'uploaded'], state: 'rejected' },
    { order: ['uploaded', 'rejected', 'rejected'], state: 'rejected' },
    { order: ['uploaded', 'rejected', 'resized'], state: 'ready' },
    { order: ['resized', 'rejected', 'uploaded'], state: 'ready' },
    { order: ['uploaded', 'previewed', 'resized'], state: 'ready' },
    { order: ['resized', 'previewed', 'uploaded', 'previewed'], state: 'ready' },
    { order: ['previewed', 'resized', 'previewed', 'rejected'], state: 'ready' },
    { order: ['previewed', 'rejected', 'previewed', 'uploaded'], state: 'rejected' },
    { order: ['rejected', 'previewed'], state: 'rejected' },
    { order: ['previewed', 'rejected', 'resized', 'previewed'], state: 'ready' },
    { order: ['previewed', 'previewed', 'uploaded', 'uploaded', 'previewed'], state: 'preview' },
  ] as const)('comes to the same end in any order: $order', async ({ order, state }) => {
    const photo = facts();
    for (const name of order) await acts[name](photo);
    const card = await cardOf(photo);
    expect(card.state).toBe(state);
    expect(card.rejection).toEqual(state === 'rejected' ? rejection : null);
    const pictures = { preview: previewed(photo).picture, ready: resized(photo).picture, rejected: null };
    expect(card.picture).toEqual(pictures[state]);
    expect(card.revision).toBe(state === 'ready' ? 1 : 0);
  });

  it('comes to the same end when everything is said at once', async () => {
    const photo = facts();
    const { uploaded, previewed: seen, resized: made, rejected } = acts;
    await Promise.all([uploaded, seen, made, rejected, seen, made, uploaded].map((act) => act(photo)));
    expect(await cardOf(photo)).toMatchObject({ state: 'ready', revision: 1, rejection: null, picture: resized(photo).picture });
  });

  it('shows the preview until there is more, and nothing of it afterwards', async () => {
    const photo = facts();
    await buildCard.preview(previewed(photo));
    expect(await cardOf(photo)).toMatchObject({ state: 'preview', revision: 0, picture: previewed(photo).picture });
    const { cards } = await new ListPhotos(database).execute(100, null);
    expect(cards.find(({ id }) => id === photo.id)).toMatchObject({ state: 'preview' });
    await buildCard.ready(resized(photo));
    expect((await cardOf(photo)).picture).toEqual(resized(photo).picture);
  });

  it('keeps its picture when it is to be made again, whatever preview comes first', async () => {
    const photo = facts();
    await buildCard.ready(resized(photo));
    // What an audit does where a variant was lost.
    await database.manager.update(CardEntity, { id: photo.id }, { revision: 0 });
    await buildCard.preview(previewed(photo));
    expect(await cardOf(photo)).toMatchObject({ state: 'ready', picture: resized(photo).picture });
    await buildCard.ready(resized(photo));
    expect(await cardOf(photo)).toMatchObject({ state: 'ready', revision: 1 });
  });

  it('shows the newest revision, whenever an older one comes', async () => {
    const photo = facts();
    await buildCard.ready(resized(photo, 2));
    await buildCard.ready(resized(photo, 1));
    expect(await cardOf(photo)).toMatchObject({ revision: 2, picture: resized(photo, 2).picture });
  });
});
