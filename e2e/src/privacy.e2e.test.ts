import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type LocalStack } from '@pinhole/local';
import type { PhotoId } from '@pinhole/contracts';
import { variantKey } from '@pinhole/resources';
import { canaryCamera, makePhoto, withGainMap } from '@pinhole/testing';
import { Client } from './support/client.js';
import { crawl } from './support/crawl.js';
import { PrivacyWatch } from './support/privacy-watch.js';
import { StackStores } from './support/stack-stores.js';

const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;
const canary = (format: (typeof formats)[number]) => makePhoto({ width: 400, height: 300, format, canaries: true });

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

describe('what a camera writes into a photo', () => {
  it.each(formats)('is in no public byte, but for what it was taken with: %s', async (format) => {
    const original = Buffer.from(await canary(format));
    const name = `CANARY-${format}.jpg`;
    await watch.know(original, name);
    expect(original.includes('CANARY')).toBe(true); // Else this test could not fail.
    const { id } = await client.upload(original, name);
    const photo = await client.settled(id);
    expect(photo).toMatchObject({ state: 'ready', camera: format === 'gif' ? { model: null } : canaryCamera });
    await crawl(photo);
    await client.listed();
    await watch.count();
    expect(watch.leaks).toEqual([]);
  });

  it('is in no picture for bright displays, which has numbers beside its pixels', async () => {
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 16]), Buffer.from('CANARY-comment')]);
    const original = await withGainMap(await canary('jpeg'), 'android', comment);
    const name = 'CANARY-bright.jpg';
    await watch.know(original, name);
    const { id } = await client.upload(original, name);
    const photo = await client.settled(id);
    expect(photo.picture?.hdr).toMatchObject({ type: 'image/jpeg', width: 400, height: 300 });
    expect((await crawl(photo)).map(({ url }) => url)).toContain(photo.picture?.hdr?.url);
    await watch.count();
    expect(watch.leaks).toEqual([]);
  });

  it('is in no answer to what was refused either, and in nothing that describes the API', async () => {
    expect((await client.post(Buffer.from('<svg/>'), 'CANARY.svg')).status).toBe(415);
    const paths = ['/v1/photos?cursor=x', '/v1/photos/x', '/v1/capabilities', '/openapi/gallery-api.json', '/'];
    for (const path of paths) await fetch(`${stack.url}${path}`);
    const { answers } = await watch.count();
    expect(answers).toBeGreaterThan(50);
    expect(watch.leaks).toEqual([]);
  });

  it('is in no object that the edge serves', async () => {
    const { objects, leaks } = await watch.readObjects();
    // Of each two widths in two formats and a preview, and of one a picture for bright displays.
    expect(objects).toBe((formats.length + 1) * 5 + 1);
    expect(leaks).toEqual([]);
  });

  it('would be found, in an object and in an answer: it is when it is planted', async () => {
    const stores = await StackStores.of(stack);
    const key = variantKey('019b1f2e-7c1a-7000-8000-0123456789ab' as PhotoId, 1, { width: 320, format: 'jpeg' });
    try {
      await stores.plant('variants', key, await canary('jpeg'), 'image/jpeg');
      const { leaks } = await watch.readObjects();
      expect(new Set(leaks.map(({ where }) => where))).toEqual(new Set([key]));
      expect(leaks.map(({ what }) => what)).toEqual(expect.arrayContaining(['a canary', 'exif', 'xmp']));

      const { id } = await client.upload(await canary('jpeg'), 'a.jpg', { title: 'CANARY' });
      await fetch(`${stack.url}/${key}`);
      await client.settled(id);
      await watch.count();
      expect(watch.leaks.map(({ where }) => where)).toEqual(
        expect.arrayContaining([`${stack.url}/${key}`, `${stack.url}/v1/photos/${id}`]),
      );
    } finally {
      await stores.remove('variants', key);
      await stores.close();
    }
  });
});
