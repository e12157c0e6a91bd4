import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhotoResized } from '@pinhole/contracts';
import { originalKey, variantKey } from '@pinhole/resources';
import { eventually, isAlive, type Child } from '@pinhole/testing';
import sharp from 'sharp';
import { childrenOf } from './children/children.fixture.js';
import { cornered, noise, storedAs } from './pictures/pictures.fixture.js';
import { patience, Surroundings, uploaded } from './surroundings.fixture.js';

let around: Surroundings;
let service: Child;

beforeAll(async () => {
  around = await Surroundings.start();
  service = around.startResizer();
});
afterAll(async () => {
  await service?.stop(10);
  await around?.stop();
});

interface Line {
  readonly event: string;
  readonly url?: string;
  readonly photoId?: string;
}

/** The service logs nothing but events, one line of JSON each. */
const log = () => service.lastLines.map((line) => JSON.parse(line) as Line);
const event = (name: string, photoId?: string) =>
  eventually(() => log().find((line) => line.event === name && (!photoId || line.photoId === photoId)), patience);

async function portrait(): Promise<Buffer> {
  const stored = await storedAs[6]?.(cornered(600, 900)).png().toBuffer();
  return sharp(stored)
    .withExif({ IFD0: { Model: 'EOS R5' }, IFD2: { DateTimeOriginal: '2024:02:29 12:34:56', OffsetTimeOriginal: '+09:00' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

describe('the resizer', () => {
  it('stores a photo’s variants and tells of them, with all that was known before', async () => {
    const bytes = await portrait();
    const message = uploaded(bytes);
    await around.store(message.photo.id, bytes);
    await around.say(message);

    const [told] = (await around.heard(message.photo.id)) as PhotoResized[];
    expect(told).toMatchObject({ photo: message.photo, revision: 1, takenAt: '2024-02-29T03:34:56.000Z', takenOffset: '+09:00' });
    expect(told).toMatchObject({ camera: { model: 'EOS R5' }, location: null, animated: false, degraded: false });
    expect(told?.picture).toMatchObject({ width: 600, height: 900 });
    expect(told?.picture.variants).toMatchObject(
      [320, 600].flatMap((width) => ['avif', 'jpeg'].map((format) => ({ format, width, height: width * 1.5 }))),
    );
    for (const variant of told?.picture.variants ?? []) {
      expect(variant.objectKey).toBe(variantKey(message.photo.id, 1, variant));
      const answer = await fetch(around.urlOf(variant.objectKey));
      const stored = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-type')).toBe(`image/${variant.format}`);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(stored.length).toBe(variant.bytes);
      expect(await sharp(stored).metadata()).toMatchObject({ width: variant.width, height: variant.height });
    }
  });

  it('takes a message that comes twice, and writes the same variants to the same keys', async () => {
    const bytes = await noise(400, 300).jpeg().toBuffer();
    const message = uploaded(bytes);
    await around.store(message.photo.id, bytes);
    await Promise.all([around.say(message), around.say(message)]);
    const [first, second] = await around.heard(message.photo.id, 2);
    expect(second).toEqual(first);
  });

  it('answers what can never be resized, and is done with it', async () => {
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const message = uploaded(bytes);
    await around.store(message.photo.id, bytes);
    await around.say(message);
    const [told] = await around.heard(message.photo.id);
    expect(told).toMatchObject({ photo: message.photo, rejection: { code: 'unsupported_format' } });
    await event('message.handled', message.photo.id);
  });

  it('keeps a message whose original is not to be had, and tries again', async () => {
    const bytes = await noise(40, 30).jpeg().toBuffer();
    const message = uploaded(bytes);
    await around.say(message);
    await event('message.failed', message.photo.id);
    await around.store(message.photo.id, bytes);
    expect(await around.heard(message.photo.id)).toMatchObject([{ picture: { width: 40 } }]);
  });

  it('has no door but its health', async () => {
    const url = (await event('service.started')).url;
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { inbox: 'up', originals: 'up' } }]);
    for (const path of ['/', '/v1/photos', `/${originalKey(uploaded(Buffer.from('a')).photo.id)}`]) {
      expect((await fetch(`${url}${path}`)).status).toBe(404);
    }
  });

  it('gives back on SIGTERM what it cannot finish, and is gone; the next one takes it', async () => {
    const { width, height } = { width: 7_000, height: 7_000 };
    const bytes = await sharp({ create: { width, height, channels: 3, background: '#246' } })
      .avif({ effort: 0 })
      .toBuffer();
    const message = uploaded(bytes);
    await around.store(message.photo.id, bytes);
    await service.stop(10);
    service = around.startResizer({ LOG_LEVEL: 'debug', DRAIN_SECONDS: '0.4', LANES: 'full' });
    await around.say(message);
    await event('original.fetched', message.photo.id);

    service.kill('SIGTERM');
    const how = await service.exited;
    const ending = log().map((line) => line.event);
    expect(ending).toContain('inbox.stopped');
    expect(ending.filter((name) => /^message\.(given_back|handled)$/.test(name))).toHaveLength(1);
    // A decoder that still went on would have been waited for: it was ended with its process.
    expect(how).toBe('ended with code 0');

    service = around.startResizer();
    expect(await around.heard(message.photo.id)).toMatchObject([{ picture: { width, height } }]);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('leaves no child behind when it ends by %s', async (signal) => {
    const children = await eventually(async () => {
      const found = await childrenOf(service.pid);
      return found.length >= 2 ? found : undefined;
    }, patience);
    service.kill(signal);
    await service.exited;
    await eventually(() => !children.some(isAlive), patience);
    service = around.startResizer();
  });
});
