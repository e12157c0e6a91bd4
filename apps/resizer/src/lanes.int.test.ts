import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { PhotoResized, PhotoUploaded } from '@pinhole/contracts';
import { newestRecipe, previewKey, refOf, variantKey } from '@pinhole/resources';
import { eventually, type Child } from '@pinhole/testing';
import sharp from 'sharp';
import { noise } from './pictures/pictures.fixture.js';
import { patience, Surroundings, uploaded } from './surroundings.fixture.js';

let around: Surroundings;
let service: Child | undefined;

beforeAll(async () => {
  around = await Surroundings.start();
});
afterEach(async () => {
  await service?.stop(10);
  service = undefined;
});
afterAll(() => around?.stop());

const start = (environment: Record<string, string> = {}) => (service = around.startResizer(environment));

async function send(bytes: Buffer): Promise<PhotoUploaded> {
  const message = uploaded(bytes);
  await around.store(message.photo.id, bytes);
  await around.say(message);
  return message;
}

async function fetched(objectKey: string): Promise<{ bytes: Buffer; headers: Headers }> {
  const answer = await fetch(around.urlOf(objectKey));
  expect(answer.status).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}

/** What happened in the service, in its order. */
const events = () => service!.lastLines.map((line) => JSON.parse(line) as { event: string; photoId?: string; inbox?: string });
const happened = (event: string, { photo }: PhotoUploaded, inbox?: string) =>
  eventually(
    () => events().some((line) => line.event === event && line.photoId === photo.id && (!inbox || line.inbox === inbox)),
    patience,
  );

describe('the preview lane', () => {
  it('stores one small JPEG under a key of its own, and tells of it with what is painted before it', async () => {
    start({ LANES: 'preview' });
    const { photo } = await send(await noise(900, 600).jpeg().toBuffer());
    const told = await around.previewed(photo.id);
    const [variant] = told.picture.variants;
    expect(told).toMatchObject({ photo, revision: 1, picture: { width: 900, height: 600, variants: { length: 1 } } });
    expect(variant).toMatchObject({ format: 'jpeg', width: 320, height: 213, objectKey: previewKey(photo.id, 1) });
    const { bytes, headers } = await fetched(variant!.objectKey);
    expect(bytes.length).toBe(variant!.bytes);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 213 });
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'image/jpeg',
      'public, max-age=31536000, immutable',
    ]);
    // And this lane makes nothing else.
    expect(Object.keys(await around.stored(photo.id))).toEqual([variant!.objectKey]);
  });

  it('leaves its bytes as they are, when the message comes again and when the ladder is made', async () => {
    start();
    const message = await send(await noise(900, 600).jpeg().toBuffer());
    const sum = async () =>
      createHash('sha256')
        .update((await fetched(previewKey(message.photo.id, 1))).bytes)
        .digest('hex');
    await around.previewed(message.photo.id);
    const first = await sum();
    await around.say(message);
    await around.heard(message.photo.id, 2);
    expect(await sum()).toBe(first);
  });

  it('says nothing of what cannot be shown: it is rejected once, by the full lane', async () => {
    start();
    const message = await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
    for (const inbox of ['resize-preview', 'resize-full']) await happened('message.handled', message, inbox);
    expect(await around.heard(message.photo.id)).toMatchObject([{ rejection: { code: 'unsupported_format' } }]);
    expect(events().filter(({ event }) => event === 'photo.not_previewed')).toHaveLength(1);
    expect(around.previews()).not.toContain(message.photo.id);
    expect(await around.stored(message.photo.id)).toEqual({});
  });
});

describe('a flood of photos', () => {
  it('is visible before any but the first few are perfect', async () => {
    const bytes = await noise(1_600, 1_200).jpeg().toBuffer();
    const photos = await Promise.all(Array.from({ length: 16 }, () => send(bytes)));
    start({ RESIZE_CONCURRENCY: '2' });
    for (const { photo } of photos) await around.heard(photo.id);
    const made = events().filter(({ event }) => event === 'photo.previewed' || event === 'photo.resized');
    const lastPreview = made.findLastIndex(({ event }) => event === 'photo.previewed');
    expect(made).toHaveLength(32);
    // On a busy machine an answer of the queue may be late, and a ladder is begun for each consumer.
    expect(made.slice(0, lastPreview).filter(({ event }) => event === 'photo.resized').length).toBeLessThanOrEqual(2);
  }, 120_000);
});

describe('the full lane alone', () => {
  it('makes ladders, and no previews', async () => {
    start({ LANES: 'full' });
    const { photo } = await send(await noise(400, 300).jpeg().toBuffer());
    await around.heard(photo.id);
    expect(around.previews()).not.toContain(photo.id);
    expect(await around.stored(photo.id)).not.toHaveProperty([previewKey(photo.id, 1)]);
  });
});

describe('the backfill lane', () => {
  it('makes the revision that somebody asked for, by the recipe that they named, under its own keys', async () => {
    start({ LANES: 'full,backfill' });
    const message = await send(await noise(400, 300).jpeg().toBuffer());
    const [first] = (await around.heard(message.photo.id)) as PhotoResized[];
    const recipe = refOf(newestRecipe('polish'));
    await around.ask({ ...message, revision: 2, recipe });
    const [, second] = (await around.heard(message.photo.id, 2)) as PhotoResized[];
    expect(first).toMatchObject({ revision: 1, recipe: message.recipe });
    expect(second).toMatchObject({ revision: 2, recipe });
    for (const variant of second?.picture.variants ?? [])
      expect(variant.objectKey).toBe(variantKey(message.photo.id, 2, variant));
    const keys = Object.keys(await around.stored(message.photo.id));
    expect(keys).toEqual(first?.picture.variants.map(({ objectKey }) => objectKey).sort());
  });
});
