import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import { makePhoto } from '@pinhole/testing';
import sharp from 'sharp';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';
import { picturesIn, type TestPicture } from './support/pictures.js';

const corpus = process.env['CORPUS_DIR'];
const photosFolder = corpus && join(corpus, 'photos');
const canaries: TestPicture[] = [
  ...(['jpeg', 'png', 'webp'] as const).map((format) => ({
    name: `canary.${format}`,
    bytes: () => makePhoto({ width: 400, height: 300, format, canaries: true }),
  })),
  ...(photosFolder && existsSync(photosFolder)
    ? picturesIn(photosFolder).filter(({ name }) => name.startsWith('privacy-canary'))
    : []),
];

let stack: LocalStack;
let client: Client;

beforeAll(async () => {
  stack = await startStack();
  client = new Client(stack.url);
}, 180_000);
afterAll(() => stack?.stop(), 30_000);

describe('what a camera writes into a photo', () => {
  it.each(canaries)('is in no public byte: $name', async ({ name, bytes }) => {
    const original = Buffer.from(await bytes());
    expect(original.includes('CANARY')).toBe(true); // Else this test could not fail.
    const { id } = await client.upload(original, `CANARY-${name}`);
    const photo = await client.settled(id);
    expect(photo.state).toBe('ready');
    for (const { url, bytes: variant } of await crawl(photo)) {
      expect([url, variant.includes('CANARY')]).toEqual([url, false]);
      const { exif, xmp, iptc, icc, comments } = await sharp(variant).metadata();
      expect([url, exif, xmp, iptc, icc, comments]).toEqual([url, undefined, undefined, undefined, undefined, undefined]);
    }
    for (const path of [`/v1/photos/${id}`, '/v1/photos', `/v1/uploads/${id}`]) {
      expect(await (await fetch(`${stack.url}${path}`)).text()).not.toContain('CANARY');
    }
  });
});
