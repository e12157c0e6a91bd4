import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';
import { madePictures, picturesIn, type TestPicture } from './support/pictures.js';
import { PrivacyWatch } from './support/privacy-watch.js';

const corpus = process.env['CORPUS_DIR'];
const photosFolder = corpus && (existsSync(join(corpus, 'photos')) ? join(corpus, 'photos') : corpus);
const hostileFolder = corpus && join(corpus, 'hostile');

const photos = [...madePictures(), ...(photosFolder ? picturesIn(photosFolder) : [])];
const hostile: TestPicture[] = [
  { name: 'empty.jpg', bytes: () => Promise.resolve(Buffer.alloc(0)) },
  { name: 'zeros.jpg', bytes: () => Promise.resolve(Buffer.alloc(65_536)) },
  { name: 'html.jpg', bytes: () => Promise.resolve(Buffer.from('<!doctype html><script>alert(1)</script>')) },
  { name: 'svg.png', bytes: () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')) },
  { name: 'half.jpg', bytes: async () => (await makePhoto({ width: 900, height: 600 })).slice(0, 5_000) },
  { name: 'header-only.jpg', bytes: () => Promise.resolve(Buffer.from([0xff, 0xd8, 0xff, 0xe0])) },
  ...(hostileFolder && existsSync(hostileFolder) ? picturesIn(hostileFolder) : []),
];

let stack: LocalStack;
let client: Client;
let watch: PrivacyWatch;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
  watch = PrivacyWatch.begin(stack);
}, 180_000);
afterAll(async () => {
  watch?.end();
  await stack?.stop();
}, 30_000);

describe('a real photo', () => {
  it.each(photos)(
    'is shown upright in its own size, whatever it was written by: $name',
    async ({ name, bytes, upright }) => {
      const original = await bytes();
      await watch.know(original, name);
      const response = await client.post(original, name);
      const body = (await response.json()) as { id: string };
      expect(response.status).toBe(201);
      const photo = await client.settled(body.id);
      expect(photo.rejection).toBeNull();
      if (upright) expect(photo.picture).toMatchObject(upright);
      await crawl(photo);
    },
    120_000,
  );
});

describe('a hostile file', () => {
  it.each(hostile)(
    'gets a decision and hurts nobody: $name',
    async ({ name, bytes }) => {
      const pids = stack.pids();
      const response = await client.post(await bytes(), name);
      const body = (await response.json()) as { id: string; code: string; detail: string };
      if (response.status === 201) {
        const photo = await client.settled(body.id, 100);
        if (photo.state === 'rejected') expect(photo.rejection?.detail).toMatch(/\w+ .*\.$/);
        else await crawl(photo);
      } else {
        expect([400, 413, 415]).toContain(response.status);
        expect(body.detail).toMatch(/\w+ .*\.$/);
      }
      expect(stack.pids()).toEqual(pids);
    },
    120_000,
  );

  it('leaves a stack that still works', async () => {
    const { id } = await client.upload(await makePhoto({ width: 640, height: 480 }));
    expect((await client.settled(id)).state).toBe('ready');
  });
});

describe('what all these files say of people and places', () => {
  it('is in no answer of the run, and in no object that the edge serves', async () => {
    const { answers } = await watch.count();
    expect(answers).toBeGreaterThan(photos.length);
    expect(watch.leaks).toEqual([]);
    const { objects, leaks } = await watch.readObjects();
    expect(objects).toBeGreaterThan(photos.length);
    expect(leaks).toEqual([]);
  }, 240_000);
});
