import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OwnerId, PhotoFacts, PhotoId } from '@pinhole/contracts';
import type { PhotoPreviewed, PhotoRejected, PhotoResized, PhotoUploaded, ResizeAsked } from '@pinhole/contracts';
import { photoPreviewed, photoRejected, photoResized, photoUploaded, resizeAsked } from '@pinhole/contracts';
import { Inbox, OnMessage, PhotoEvents, seal } from '@pinhole/messaging';
import { ByteBudget, Originals, Variants } from '@pinhole/object-store';
import { inboxes, limits, newestRecipe, originalKey, refOf, variantKey } from '@pinhole/resources';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { createLogger, newId } from '@pinhole/service-kit';
import { Child, emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';

/** A failure's first pause is 2 s, and the machine may be busy. */
export const patience = { withinSeconds: 40 };

export const quiet = createLogger('test', 'silent');

/** Hears what the gallery would hear. */
class Listener {
  readonly previewed: PhotoPreviewed[] = [];
  readonly heard: (PhotoResized | PhotoRejected)[] = [];

  @OnMessage(photoUploaded)
  async onUploaded(): Promise<void> {}

  @OnMessage(photoPreviewed)
  onPreviewed(message: PhotoPreviewed): Promise<void> {
    this.previewed.push(message);
    return Promise.resolve();
  }

  @OnMessage(photoResized)
  onResized(message: PhotoResized): Promise<void> {
    this.heard.push(message);
    return Promise.resolve();
  }

  @OnMessage(photoRejected)
  onRejected(message: PhotoRejected): Promise<void> {
    this.heard.push(message);
    return Promise.resolve();
  }
}

/** Everything around the resizer: real buckets, topic and queues, and somebody who listens. */
export class Surroundings {
  private readonly listener = new Listener();
  private readonly ear: Inbox;
  readonly originals: Originals;
  readonly variants: Variants;
  readonly photoEvents: PhotoEvents;

  private constructor(
    readonly emulator: AwsEmulator,
    private readonly clients: EmulatorClients,
    readonly resources: Provisioned,
  ) {
    this.originals = new Originals(clients.s3, resources.buckets.originals, new ByteBudget(2 * limits.partBytes));
    this.variants = new Variants(clients.s3, resources.buckets.variants);
    this.photoEvents = new PhotoEvents(clients.sns, resources.topicArn);
    const terms = { resource: inboxes.gallery, queueUrl: resources.queues.gallery.url, sqs: clients.sqs, logger: quiet };
    this.ear = new Inbox({ ...terms, doors: [this.listener], concurrency: 1, drainSeconds: 3, waitSeconds: 1 });
    this.ear.start();
  }

  /** On an emulator of their own, or on one that others are on too, which is stopped with them. */
  static async start(given?: AwsEmulator): Promise<Surroundings> {
    const emulator = given ?? (await startAwsEmulator());
    const clients = emulatorClients(emulator.settings);
    return new Surroundings(emulator, clients, await provision({ prefix: `test-${randomBytes(4).toString('hex')}`, ...clients }));
  }

  async stop(): Promise<void> {
    await this.ear.stop();
    this.clients.destroy();
    await this.emulator.stop();
  }

  /** The service itself, in a process of its own, as operators start it. */
  startResizer(environment: Record<string, string> = {}): Child {
    return new Child(process.execPath, [join(import.meta.dirname, 'main.js')], {
      environment: { ...this.environment, ...environment },
    });
  }

  /** What the service's environment must say. */
  get environment() {
    const { buckets, topicArn, queues } = this.resources;
    return {
      ...this.emulator.settings,
      ...{ PORT: '0', PUBLIC_URL: 'http://127.0.0.1', DRAIN_SECONDS: '3' },
      ...{ ORIGINALS_BUCKET: buckets.originals, VARIANTS_BUCKET: buckets.variants },
      ...{ PHOTO_EVENTS_TOPIC_ARN: topicArn, RESIZE_PREVIEW_QUEUE_URL: queues['resize-preview'].url },
      ...{ RESIZE_FULL_QUEUE_URL: queues['resize-full'].url, RESIZE_BACKFILL_QUEUE_URL: queues['resize-backfill'].url },
    };
  }

  /** What lies in the public bucket of a photo: its keys, with their sizes. */
  async stored(id: PhotoId): Promise<Record<string, number>> {
    const Prefix = variantKey(id, 1, { width: 1, format: 'jpeg' }).replace(/[^/]+$/, '');
    const { Contents = [] } = await this.clients.s3.send(
      new ListObjectsV2Command({ Bucket: this.resources.buckets.variants, Prefix }),
    );
    return Object.fromEntries(Contents.map(({ Key = '', Size = 0 }) => [Key, Size]));
  }

  /** Where the edge would fetch a variant. */
  urlOf(objectKey: string): string {
    return `${this.emulator.endpoint}/${this.resources.buckets.variants}/${objectKey}`;
  }

  async store(id: PhotoId, bytes: Buffer): Promise<void> {
    await this.originals.put(originalKey(id), chunksOf(bytes), { contentType: 'image/jpeg', bytesMax: limits.uploadBytesMax });
  }

  async say(message: PhotoUploaded): Promise<void> {
    await this.photoEvents.publish(seal(photoUploaded, message, new Date()));
  }

  async ask(message: ResizeAsked): Promise<void> {
    await this.photoEvents.publish(seal(resizeAsked, message, new Date()));
  }

  /** What the world was shown first. */
  async previewed(id: PhotoId, withinSeconds = patience.withinSeconds): Promise<PhotoPreviewed> {
    return eventually(() => this.listener.previewed.find(({ photo }) => photo.id === id), { withinSeconds });
  }

  /** Of all photos, in the order in which it was told. */
  previews(): readonly PhotoId[] {
    return this.listener.previewed.map(({ photo }) => photo.id);
  }

  /** What the world hears of a photo, as soon as it has heard so much. */
  async heard(
    id: PhotoId,
    times = 1,
    withinSeconds = patience.withinSeconds,
  ): Promise<readonly (PhotoResized | PhotoRejected)[]> {
    return eventually(
      () => {
        const ofPhoto = this.listener.heard.filter(({ photo }) => photo.id === id);
        return ofPhoto.length < times ? null : ofPhoto;
      },
      { withinSeconds },
    );
  }
}

export function uploaded(bytes: Buffer): PhotoUploaded {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const said = { title: 'Fjord 🦜', description: 'a\nb', tags: ['sea', '北'], visibility: 'unlisted' as const };
  const photo: PhotoFacts = { id: newId(), owner, ...said, uploadedAt: '2026-11-21T09:30:00.123Z' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const original = { objectKey: originalKey(photo.id), bytes: bytes.length, sha256, type: 'image/jpeg' };
  return { photo, original, recipe: refOf(newestRecipe('standard')) };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  return Promise.resolve();
}
