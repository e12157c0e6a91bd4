import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Logger } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';
import { Outbox } from './outbox.js';
import { PhotoEvents } from './photo-events.js';
import { Relay } from './relay.js';

/** Runs the relay as long as the service. It stops after the HTTP doors, so that what their last requests promised goes out. */
@Injectable()
export class RelayHost implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly relay: Relay) {}

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }
}

/** For a module that provides DataSource and PhotoEvents: an Outbox to promise with, and the Relay that keeps the promises. */
export const relayProviders: Provider[] = [
  Outbox,
  {
    provide: Relay,
    inject: [DataSource, PhotoEvents, Logger],
    useFactory: (database: DataSource, photoEvents: PhotoEvents, logger: Logger) => new Relay(database, photoEvents, logger),
  },
  RelayHost,
];
