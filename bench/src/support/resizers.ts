import { createHash } from 'node:crypto';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { envelope, photoResized, photoUploaded } from '@pinhole/contracts';
import type { OwnerId, PhotoId, PhotoResized, PhotoUploaded } from '@pinhole/contracts';
import { PhotoEvents, seal } from '@pinhole/messaging';
import { newestRecipe, originalKey, refOf } from '@pinhole/resources';
import { provision, type Provisioned } from '@pinhole/resources/provision';
import { newId } from '@pinhole/service-kit';
import type { Child, EmulatorClients } from '@pinhole/testing';
import { cpuSecondsOfFamily } from './cpu-seconds.js';
import type { ResizingBed } from './open-resizing-bed.js';
import { measureRun, type Resizing, type ResizeRun } from './resize-run.js';
import { lineOf, runService, type Core } from './run-script.js';
import type { SamplePhoto } from './sample-photos.js';

const stopSecondsMax = 10;
const recipe = refOf(newestRecipe('standard'));
const owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };

/** One resizer on each of these cores, all of them on one queue of their own, and an ear that hears what they publish. */
export class Resizers implements Resizing {
  /** Where each photo's original lies. */
  private readonly originals = new Map<string, PhotoUploaded['original']>();
  private readonly resized = new Map<string, PhotoResized>();

  private constructor(
    private readonly clients: EmulatorClients,
    private readonly resources: Provisioned,
    private readonly children: readonly Child[],
  ) {}

  static async start(prefix: string, { emulator, clients, photos }: ResizingBed, cores: readonly Core[]) {
    const resources = await provision({ prefix, ...clients });
    const { buckets, queues, topicArn } = resources;
    const environment = {
      ...emulator.settings,
      ...{ PORT: '0', PUBLIC_URL: 'http://127.0.0.1', DRAIN_SECONDS: '8' },
      ...{ ORIGINALS_BUCKET: buckets.originals, VARIANTS_BUCKET: buckets.variants },
      ...{ PHOTO_EVENTS_TOPIC_ARN: topicArn, RESIZE_PREVIEW_QUEUE_URL: queues['resize-preview'].url },
      ...{ RESIZE_FULL_QUEUE_URL: queues['resize-full'].url, RESIZE_BACKFILL_QUEUE_URL: queues['resize-backfill'].url },
      // The bound makes no previews either: what they take of a photo's time is another measurement.
      LANES: 'full',
    };
    const children = cores.map((core) => runService('resizer', environment, { core }));
    const started = new Resizers(clients, resources, children);
    await Promise.all(children.map((child) => lineOf(child, 'service.started')));
    for (const photo of photos) await started.store(photo);
    return started;
  }

  /** Where it is said what became of each photo. */
  get decisionsQueueUrl(): string {
    return this.resources.queues.upload.url;
  }

  /** One more photo, of which somebody wants to hear: before it is sent, or it might be told to nobody. */
  async send<Answer>(name: string, hear: (id: PhotoId) => Promise<Answer>): Promise<Answer> {
    const id = newId<PhotoId>();
    const answer = hear(id);
    await this.fill(new Map([[id, name]]));
    return answer;
  }

  get pids(): number[] {
    return this.children.map(({ pid }) => pid);
  }

  /** The queue is filled while nobody works, and the run ends when the last fact is heard. */
  async run(names: readonly string[]): Promise<ResizeRun> {
    const nameOf = new Map(names.map((name) => [newId<PhotoId>(), name]));
    for (const child of this.children) child.kill('SIGSTOP');
    await this.fill(nameOf);
    const spent = () => this.children.reduce((seconds, { pid }) => seconds + cpuSecondsOfFamily(pid), 0);
    return measureRun(names.length, spent, async () => {
      for (const child of this.children) child.kill('SIGCONT');
      await this.hear(nameOf);
    });
  }

  async variantsOf(name: string): Promise<Map<string, Buffer>> {
    const { variants } = this.resized.get(name)!.picture;
    const found = variants.map(async ({ width, format, objectKey }) => {
      const { Body } = await this.clients.s3.send(
        new GetObjectCommand({ Bucket: this.resources.buckets.variants, Key: objectKey }),
      );
      return [`${width}.${format}`, Buffer.from(await Body!.transformToByteArray())] as const;
    });
    return new Map(await Promise.all(found));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop(stopSecondsMax)));
  }

  private async store({ name, bytes }: SamplePhoto): Promise<void> {
    const objectKey = originalKey(newId());
    const type = 'image/jpeg';
    await this.clients.s3.send(
      new PutObjectCommand({ Bucket: this.resources.buckets.originals, Key: objectKey, Body: bytes, ContentType: type }),
    );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.originals.set(name, { objectKey, bytes: bytes.length, sha256, type });
  }

  private async fill(nameOf: ReadonlyMap<PhotoId, string>): Promise<void> {
    const now = new Date();
    const said = {
      owner,
      title: 'Fjord',
      description: '',
      tags: [],
      visibility: 'public' as const,
      uploadedAt: now.toISOString(),
    };
    const messages = [...nameOf].map(([id, name]) =>
      seal(photoUploaded, { photo: { id, ...said }, original: this.originals.get(name)!, recipe }, now),
    );
    const topic = new PhotoEvents(this.clients.sns, this.resources.topicArn);
    await Promise.all(messages.map((message) => topic.publish(message)));
  }

  /** Until each photo has been heard of once. */
  private async hear(nameOf: ReadonlyMap<string, string>): Promise<void> {
    const QueueUrl = this.resources.queues.upload.url;
    const missing = new Set(nameOf.keys());
    while (missing.size > 0) {
      const ended = this.children.find((child) => child.ended !== undefined);
      if (ended) throw new Error(`A resizer ${ended.ended}: ${ended.lastLines.join('\n')}`);
      const { Messages = [] } = await this.clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
      );
      for (const { Body = '' } of Messages) {
        const { name, body } = envelope.parse(JSON.parse(Body));
        if (name !== photoResized.name) throw new Error(`A photo was not made ready: ${Body}`);
        const fact = photoResized.body.parse(body);
        missing.delete(fact.photo.id);
        this.resized.set(nameOf.get(fact.photo.id)!, fact);
      }
      const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
      if (Entries.length > 0) await this.clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }
}
