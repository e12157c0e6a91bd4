import 'reflect-metadata';
import { photoUploaded } from '@pinhole/contracts';
import { inboxes } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { eventually } from '@pinhole/testing';
import {
  Injectable,
  Module,
  type INestApplicationContext,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { provideInboxes } from './inboxes.host.js';
import { Outbox } from './outbox.js';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';
import { relayProviders } from './relay.host.js';
import { provideSweeper } from './sweeper.host.js';
import { CapturedLog } from './captured-log.fixture.js';
import { CardInbox } from './card-inbox.fixture.js';
import { openOutbox, promisesIn } from './open-outbox.fixture.js';
import { SampleLedger } from './sample-ledger.fixture.js';
import { samplePhoto, sampleUpload } from './sample-photo.fixture.js';
import { startMillisecondsMax, Stack, type Room } from './stack.fixture.js';

let stack: Stack;
let room: Room;
let log: CapturedLog;
/** The connections of the service that was started last: one that fails to start leaves them to its process's end. */
let opening: Promise<DataSource>;

beforeAll(async () => {
  stack = await Stack.start();
}, startMillisecondsMax);
beforeEach(async () => {
  room = await stack.room();
  log = new CapturedLog();
  await CardInbox.createTable(room.database);
  await SampleLedger.create(room.database);
});
afterAll(() => stack.stop());

@Injectable()
class DatabaseHost implements OnApplicationShutdown {
  constructor(private readonly database: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}

/** A request that is answered while the service stops. */
@Injectable()
class LastRequest implements OnModuleDestroy {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.outbox.add(this.database.manager, photoUploaded, sampleUpload(), new Date());
    this.relay.wake();
  }
}

/** A service with everything that this library has. */
function start(doors: Type<object>[], more: Type<object>[] = []): Promise<INestApplicationContext> {
  @Module({
    providers: [
      ...[DatabaseHost, SampleLedger, CardInbox, ...more],
      { provide: Logger, useValue: log.logger },
      { provide: DataSource, useFactory: () => (opening = openOutbox(room.url)) },
      { provide: PhotoEvents, useValue: new PhotoEvents(stack.clients.sns, room.made.topicArn) },
      ...relayProviders,
      provideInboxes({ sqs: stack.clients.sqs, drainSeconds: 4 }, [
        { resource: inboxes.gallery, queueUrl: room.made.queues.gallery.url, concurrency: 2, doors },
      ]),
      ...provideSweeper(SampleLedger),
    ],
  })
  class Service {}
  return NestFactory.createApplicationContext(Service, { logger: false, abortOnError: false });
}

const cards = () => room.database.query<{ id: string }[]>('SELECT id FROM card');

describe('a service', () => {
  it('keeps its promises and hears its messages from its start to its end', async () => {
    const service = await start([CardInbox]);
    const photo = samplePhoto();
    await service.get(Outbox).add(room.database.manager, photoUploaded, sampleUpload(photo), new Date());
    service.get(Relay).wake();
    await eventually(async () => (await cards()).length === 1);
    expect(await cards()).toEqual([{ id: photo.id }]);
    await service.close();
    expect(log.of('inbox.stopped')).toHaveLength(1);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('rings, when it starts, for whoever waited while nobody was there', async () => {
    const id = await new SampleLedger().accept(room.database, new Date(Date.now() - 3_600_000));
    const service = await start([CardInbox]);
    await eventually(async () => (await cards()).length === 1);
    expect(await cards()).toEqual([{ id }]);
    await service.close();
  });

  it('sends, before it has stopped, what was promised while it stopped', async () => {
    const service = await start([CardInbox], [LastRequest]);
    await service.close();
    expect((await promisesIn(room.database)).map(({ sentAt }) => sentAt !== null)).toEqual([true]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('does not start where an inbox lacks a door', async () => {
    await expect(start([])).rejects.toThrow(/The inbox "gallery" cannot start:\nphoto.uploaded.v1 has no door/);
    await (await opening).destroy();
  });
});
