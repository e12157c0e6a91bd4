import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { OwnerId, PhotoFacts, PhotoId, PhotoRejected, PhotoResized, PhotoUploaded } from '@pinhole/contracts';
import { photoRejected, photoResized, photoUploaded } from '@pinhole/contracts';
import { Inbox, OnMessage, PhotoEvents, seal } from '@pinhole/messaging';
import { ByteBudget, Originals, Variants } from '@pinhole/object-store';
import { inboxes, limits, originalKey } from '@pinhole/resources';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { createLogger, newId } from '@pinhole/service-kit';
import { Child, emulatorClients, eventually, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';

/** A failure's first pause is 2 s, and the machine may be busy. */
export const patience = { withinSeconds: 40 };

export const quiet = createLogger('test', 'silent');

/** Hears what the gallery would hear. */
class Listener {
  readonly heard: (PhotoResized | PhotoRejected)[] = [];

  @OnMessage(photoUploaded)
  async onUploaded(): Promise<void> {}

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

  static async start(): Promise<Surroundings> {
    const emulator = await startAwsEmulator();
    const clients = emulatorClients(emulator.settings);
    return new Surroundings(emulator, clients, await provision({ prefix: 'test', ...clients }));
  }

  async stop(): Promise<void> {
    await this.ear.stop();
    this.clients.destroy();
    await this.emulator.stop();
  }

  /** The service itself, in a process of its own, as operators start it. */
  startResizer(environment: Record<string, string> = {}): Child {
    const { buckets, topicArn, queues } = this.resources;
    return new Child(process.execPath, [join(import.meta.dirname, 'main.js')], {
      environment: {
        ...this.emulator.settings,
        ...{ PORT: '0', PUBLIC_URL: 'http://127.0.0.1', DRAIN_SECONDS: '3' },
        ...{ ORIGINALS_BUCKET: buckets.originals, VARIANTS_BUCKET: buckets.variants },
        ...{ PHOTO_EVENTS_TOPIC_ARN: topicArn, INBOX_QUEUE_URL: queues['resize-full'].url },
        ...environment,
      },
    });
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

  /** What the world hears of a photo, as soon as it has heard so much. */
  async heard(id: PhotoId, times = 1): Promise<readonly (PhotoResized | PhotoRejected)[]> {
    return eventually(() => {
      const ofPhoto = this.listener.heard.filter(({ photo }) => photo.id === id);
      return ofPhoto.length < times ? null : ofPhoto;
    }, patience);
  }
}

export function uploaded(bytes: Buffer): PhotoUploaded {
  const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };
  const said = { title: 'Fjord 🦜', description: 'a\nb', tags: ['sea', '北'], visibility: 'unlisted' as const };
  const photo: PhotoFacts = { id: newId(), owner, ...said, uploadedAt: '2026-11-21T09:30:00.123Z' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { photo, original: { objectKey: originalKey(photo.id), bytes: bytes.length, sha256, type: 'image/jpeg' } };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  return Promise.resolve();
}
