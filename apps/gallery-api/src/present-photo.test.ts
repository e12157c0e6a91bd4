import { describe, expect, it } from '@jest/globals';
import {
  photoView,
  type ObjectKey,
  type OwnerId,
  type PhotoId,
  type StoredVariant,
  type VariantFormat,
} from '@pinhole/contracts';
import { CardEntity } from './card.entity.js';
import { presentPhoto } from './present-photo.js';

const publicUrl = 'http://photos.test:8080';

function variant(format: VariantFormat, width: number): StoredVariant {
  return { format, width, height: width / 2, bytes: width * 10, objectKey: `i/5a/x/1/${width}.${format}` as ObjectKey };
}

function card(variants: StoredVariant[] | null): CardEntity {
  return Object.assign(new CardEntity(), {
    id: '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId,
    state: variants ? 'ready' : 'processing',
    revision: 1,
    recipeName: 'polish',
    recipeVersion: 3,
    title: 'Fjord',
    description: '',
    tags: ['sea'],
    visibility: 'public',
    owner: { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' },
    uploadedAt: new Date('2026-11-21T09:30:00.123Z'),
    takenAt: null,
    takenOffset: null,
    camera: null,
    exposure: null,
    animated: false,
    degraded: false,
    picture: variants && { width: 4928, height: 2464, color: null, thumbhash: null, variants },
    rejection: null,
  });
}

describe('a photo as the world sees it', () => {
  it('keeps its contract, with and without a picture', () => {
    const ready = presentPhoto(card([variant('jpeg', 320), variant('avif', 320)]), publicUrl);
    const processing = presentPhoto(card(null), publicUrl);
    expect(photoView.parse(ready)).toEqual(ready);
    expect(photoView.parse(processing)).toEqual(processing);
    expect([processing.picture, processing.recipe]).toEqual([null, null]);
    expect(ready.recipe).toEqual({ name: 'polish', version: 3 });
  });

  it('names AVIF before JPEG, and each source by width', () => {
    const variants = [variant('jpeg', 1280), variant('avif', 640), variant('jpeg', 320), variant('avif', 320)];
    const sources = presentPhoto(card(variants), publicUrl).picture?.sources;
    expect(sources?.map(({ type, srcset }) => [type, srcset.map(({ width }) => width)])).toEqual([
      ['image/avif', [320, 640]],
      ['image/jpeg', [320, 1280]],
    ]);
  });

  it.each([
    { name: 'the 640 one', widths: [320, 640, 1280], img: 640 },
    { name: 'the next smaller one', widths: [320, 500], img: 500 },
    { name: 'the smallest when all are larger', widths: [1280], img: 1280 },
  ])('gives <img> a JPEG: $name', ({ widths, img }) => {
    const variants = widths.flatMap((width) => [variant('avif', width), variant('jpeg', width)]);
    expect(presentPhoto(card(variants), publicUrl).picture?.img).toEqual({
      url: `${publicUrl}/i/5a/x/1/${img}.jpeg`,
      width: img,
      height: img / 2,
    });
  });

  it('has a picture for bright displays where there is one, and null where there is none or was none yet', () => {
    const [of320] = [variant('jpeg', 320)];
    const ready = card([of320]);
    expect(presentPhoto(ready, publicUrl).picture?.hdr).toBeNull();
    const hdr = { ...of320, format: 'jpeg' as const, objectKey: 'i/5a/x/1/hdr.jpg' as ObjectKey };
    const bright = presentPhoto({ ...ready, picture: { ...ready.picture!, hdr } }, publicUrl);
    expect(bright.picture?.hdr).toEqual({ url: `${publicUrl}/i/5a/x/1/hdr.jpg`, type: 'image/jpeg', width: 320, height: 160 });
    expect(photoView.parse(bright)).toEqual(bright);
    expect(JSON.stringify(bright.picture?.sources)).not.toContain('hdr');
  });

  it('gives <img> the one variant of a preview, and its page a <source> of it', () => {
    const previewed = presentPhoto({ ...card([variant('jpeg', 320)]), state: 'preview' }, publicUrl);
    expect(photoView.parse(previewed)).toEqual(previewed);
    expect(previewed.picture).toMatchObject({ img: { width: 320 }, sources: [{ type: 'image/jpeg', srcset: [{ width: 320 }] }] });
  });

  it('says of its taking what is known, and has a place for what is not', () => {
    const processing = presentPhoto(card(null), publicUrl);
    expect(processing).toMatchObject({ camera: { make: null, model: null, lens: null }, animated: false, degraded: false });
    expect(processing.exposure).toEqual({ seconds: null, aperture: null, iso: null, focalLengthMm: null });
    const exposure = { seconds: 0.004, aperture: 2.8, iso: 100, focalLengthMm: 35 };
    const known = { camera: { make: 'Canon', model: 'EOS R5', lens: null }, exposure, animated: true, degraded: true };
    expect(presentPhoto({ ...card(null), ...known }, publicUrl)).toMatchObject(known);
  });

  it('never says where it was taken', () => {
    const located = { ...card([variant('jpeg', 320)]), location: { latitude: 60.175, longitude: 24.9333 } };
    expect(JSON.stringify(presentPhoto(located, publicUrl))).not.toMatch(/60\.17|24\.93|location/);
  });

  it.each([
    { at: '2024-05-01T03:03:04.000Z', offset: '+09:00', local: '2024-05-01T12:03:04' },
    { at: '2024-05-01T03:03:04.000Z', offset: '-08:30', local: '2024-04-30T18:33:04' },
    { at: '2024-05-01T03:03:04.000Z', offset: '+00:00', local: '2024-05-01T03:03:04' },
    { at: '2024-05-01T03:03:04.000Z', offset: null, local: '2024-05-01T03:03:04' },
  ])('says when it was taken as the clock showed it: $local, $offset', ({ at, offset, local }) => {
    const taken = { ...card(null), takenAt: new Date(at), takenOffset: offset };
    expect(presentPhoto(taken, publicUrl).takenAt).toEqual({ local, offset });
  });

  it('links to its page', () => {
    expect(presentPhoto(card(null), publicUrl).links.page).toBe(`${publicUrl}/p/019aa5c0-8f2e-7a41-9c3d-5e6f70819203`);
  });
});
