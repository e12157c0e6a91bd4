import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { OwnerId, PhotoId } from '@pinhole/contracts';
import { originalKey } from '@pinhole/resources';
import { newId } from '@pinhole/service-kit';
import { Child, makePhoto } from '@pinhole/testing';
import { UploadEntity } from '@pinhole/upload-api';
import { atOnce } from './audit/at-once.js';
import type { TestSite } from './site.fixture.js';

const apps = join(import.meta.dirname, '../../../apps');
const storedAtOnce = 8;
const rowsAtOnce = 200;
const hourMilliseconds = 60 * 60 * 1_000;

/** Photos that were accepted just now, as upload-api leaves them behind; the sweeper keeps still for an hour. Every tenth is no picture. */
export async function acceptPhotos(site: TestSite, count: number): Promise<UploadEntity[]> {
  const picture = Buffer.from(await makePhoto({ width: 64, height: 48 }));
  const bytesOf = (number: number) => (isPhoto(number) ? picture : Buffer.from('GIF89a, and nothing more'));
  const now = new Date();
  const ownerId = '00000000-0000-7000-8000-000000000000' as OwnerId;
  const said = { fileName: 'a.jpg', title: 'Fjord', description: '', tags: ['sea'], visibility: 'public' as const };
  const uploads = Array.from({ length: count }, (_, number): UploadEntity => {
    const id = newId<PhotoId>();
    const bytes = bytesOf(number);
    return {
      ...{ id, ...said, ownerId, state: 'processing', rejectionCode: null, rejectionDetail: null, settledAt: null },
      ...{ objectKey: originalKey(id), type: isPhoto(number) ? 'image/jpeg' : 'image/gif', bytes: bytes.length },
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), receivedAt: now, recipeVersion: 1 },
      ...{ rings: 0, rungAt: now, ringAt: new Date(now.getTime() + hourMilliseconds) },
    };
  });
  async function* stored() {
    for (const [number, { id }] of uploads.entries()) yield { id, bytes: bytesOf(number) };
    return Promise.resolve();
  }
  await atOnce(stored(), storedAtOnce, ({ id, bytes }) => site.putOriginal(id, bytes));
  for (let at = 0; at < count; at += rowsAtOnce)
    await site.site.uploads.manager.insert(UploadEntity, uploads.slice(at, at + rowsAtOnce));
  return uploads;
}

const isPhoto = (number: number) => number % 10 !== 9;

/** Does something while a service runs as operators start it. */
export async function whileRunning(
  name: 'upload-api' | 'gallery-api' | 'resizer',
  { site: { buckets }, topicArn, environment }: TestSite,
  settings: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const service = new Child(process.execPath, [join(apps, name, 'dist/main.js')], {
    environment: {
      ...environment,
      ...{ PORT: '0', PUBLIC_URL: 'http://photos.test', DRAIN_SECONDS: '5', LOG_LEVEL: 'warn' },
      ...{ ORIGINALS_BUCKET: buckets.originals, VARIANTS_BUCKET: buckets.variants, PHOTO_EVENTS_TOPIC_ARN: topicArn },
      ...settings,
    },
  });
  try {
    await work();
  } catch (error) {
    throw new Error(`The ${name} said: ${service.lastLines.slice(-3).join('\n')}`, { cause: error });
  } finally {
    await service.stop(10);
  }
}
