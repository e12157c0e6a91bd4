import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { photoRejected, photoUploaded, type Envelope, type PhotoUploaded } from '@pinhole/contracts';
import { seal } from '@pinhole/messaging';
import { seededRandom, shuffled, startHttpRecorder, type HttpRecorder } from '@pinhole/testing';
import { photoUploadedOf, type UploadEntity } from '@pinhole/upload-api';
import { Deliveries, often } from './deliveries.fixture.js';
import { acceptPhotos, whileRunning } from './every-order.fixture.js';
import { countMoves, movesOf, type Moves } from './moves.fixture.js';
import { runPinhole } from './run-pinhole.fixture.js';
import { Stores, type TestSite } from './site.fixture.js';

const photosMax = Number(process.env['DELIVERY_PHOTOS'] ?? 1_000);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
const random = seededRandom(seed);
/** A thousand take a minute and a half on two busy cores. */
const handledSecondsMax = 600;

let stores: Stores;
let site: TestSite;
let recorder: HttpRecorder;

beforeAll(async () => {
  stores = await Stores.start();
  site = await stores.newSite();
  recorder = await startHttpRecorder(site.environment['AWS_ENDPOINT_URL'] ?? '');
  await countMoves(site.site.uploads, 'upload', ['state', 'settled_at', 'rejection_code']);
  await countMoves(site.site.gallery, 'card', ['state', 'revision', 'picture', 'rejection']);
}, 180_000);
afterAll(async () => {
  await recorder?.stop();
  await site?.site.close();
  await stores?.stop();
}, 60_000);

type QueueName = keyof TestSite['queues'];
const into = (name: QueueName) => new Deliveries(site.site.sqs, site.queues[name].url);
const urlOf = (schema: 'UPLOADS' | 'GALLERY') => site.environment[`${schema}_DATABASE_URL`] ?? '';

/** What the resizer says of them, to the ledger and to the gallery: as often as each lane was told of each, so once to five times. */
async function resizeAll(uploaded: readonly Envelope[]): Promise<{ ledger: Envelope[]; gallery: Envelope[] }> {
  const lanes = ['resize-preview', 'resize-full'] as const;
  const heard = { 'resize-preview': often(uploaded, random), 'resize-full': often(uploaded, random) };
  for (const lane of lanes) await into(lane).put(heard[lane]);
  const settings = {
    RESIZE_PREVIEW_QUEUE_URL: site.queues['resize-preview'].url,
    RESIZE_FULL_QUEUE_URL: site.queues['resize-full'].url,
    RESIZE_BACKFILL_QUEUE_URL: site.queues['resize-backfill'].url,
    AWS_ENDPOINT_URL: recorder.endpoint,
  };
  await whileRunning('resizer', site, settings, async () => {
    for (const lane of lanes) await into(lane).untilDone(handledSecondsMax);
  });
  const [ledger, gallery] = await Promise.all([into('upload').takeAll(), into('gallery').takeAll()]);
  expect(ledger.length).toBe(heard['resize-full'].length);
  // Who cannot be shown has no preview, and is rejected by one lane alone.
  const previews = heard['resize-preview'].filter(({ body }) => (body as PhotoUploaded).original.type !== 'image/gif');
  expect(gallery.length).toBe(ledger.length + previews.length);
  return { ledger, gallery };
}

/** Says all of it to one that reads, as it comes. */
async function tell(name: 'upload-api' | 'gallery-api', messages: readonly Envelope[]): Promise<void> {
  const [inbox, schema] = name === 'upload-api' ? (['upload', 'UPLOADS'] as const) : (['gallery', 'GALLERY'] as const);
  await into(inbox).put(shuffled(messages, random));
  const settings = { INBOX_QUEUE_URL: site.queues[inbox].url, DATABASE_URL: urlOf(schema), AWS_ENDPOINT_URL: recorder.endpoint };
  await whileRunning(name, site, settings, () => into(inbox).untilDone(handledSecondsMax));
}

/**
 * Those photos that did not come to their one end in one step, or on a card by way of their preview. Who had been given up may
 * have been rejected before.
 */
function wrongMoves(moves: Moves, photos: readonly UploadEntity[], isGivenUp: (photo: UploadEntity) => boolean, first = ['']) {
  const allowed = (photo: UploadEntity) => {
    if (photo.type === 'image/gif') return ['rejected'];
    const ends = isGivenUp(photo) ? ['ready', 'rejected,ready'] : ['ready'];
    return first.flatMap((before) => ends.map((end) => before + end));
  };
  return photos
    .map((photo) => ({ photo, moves: String(moves.get(photo.id.replaceAll('-', ''))) }))
    .filter((each) => !allowed(each.photo).includes(each.moves));
}

/** What was written under each public key, each time. */
function variantsWritten(): Map<string, string[]> {
  const written = new Map<string, string[]>();
  const isVariant = (path: string) => path.startsWith(`/${site.site.buckets.variants}/`);
  for (const { operation, path, sha256 } of recorder.recorded)
    if (operation === 'PutObject' && isVariant(path)) written.set(path, [...(written.get(path) ?? []), sha256]);
  return written;
}

describe(`${photosMax} photos, each message of which comes once to five times, in any order (SEED=${seed})`, () => {
  it('come to the same bytes, one card and one end each', async () => {
    const photos = await acceptPhotos(site, photosMax);
    const givenUpPhotos = photos.filter((_, number) => number % 7 === 0);
    const isGivenUp = (photo: UploadEntity) => givenUpPhotos.includes(photo);
    const uploaded = photos.map((photo) => seal(photoUploaded, photoUploadedOf(photo), new Date()));
    const rejection = { code: 'gave_up', detail: 'We tried for more than an hour.' };
    const givenUp = givenUpPhotos.map((photo) =>
      seal(photoRejected, { photo: photoUploadedOf(photo).photo, rejection }, new Date()),
    );

    const said = await resizeAll(uploaded);
    await tell('upload-api', [...said.ledger, ...often(givenUp, random)]);
    await tell('gallery-api', [...said.gallery, ...often(givenUp, random), ...often(uploaded, random)]);

    expect(wrongMoves(await movesOf(site.site.uploads), photos, isGivenUp)).toEqual([]);
    expect(wrongMoves(await movesOf(site.site.gallery), photos, isGivenUp, ['', 'preview,'])).toEqual([]);
    const sums = [...variantsWritten().values()];
    expect(sums.filter((each) => new Set(each).size !== 1)).toEqual([]);
    expect(Math.max(...sums.map(({ length }) => length))).toBeGreaterThan(1);
    const { stdout, stderr } = await runPinhole(['audit', '--at-rest', '--deep', '--json'], site.environment);
    const { uploads, faults } = JSON.parse(stdout || JSON.stringify({ faults: stderr })) as { uploads: object; faults: number };
    expect(faults).toBe(0);
    const rejected = photos.filter(({ type }) => type === 'image/gif').length;
    expect(uploads).toEqual({ ready: photosMax - rejected, rejected, processing: 0 });
  }, 1_800_000);
});
