import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type Provider,
  type Type,
} from '@nestjs/common';
import { Logger } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';
import { Inboxes } from './inboxes.host.js';
import type { Ledger } from './ledger.js';
import { Relay } from './relay.js';
import { Sweeper } from './sweeper.js';

/** Runs the sweeper as long as the service, and has it ring at once when SNS or SQS answers again. */
@Injectable()
export class SweeperHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly relay: Relay,
    private readonly inboxes: Inboxes,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.onReconnected(() => this.sweeper.sweepNow());
    this.inboxes.onReconnected(() => this.sweeper.sweepNow());
    this.sweeper.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeper.stop();
  }
}

/** For a module that has relayProviders and provideInboxes: the sweeper over its ledger, itself a provider of the module. */
export function provideSweeper(ledger: Type<Ledger>): Provider[] {
  return [
    {
      provide: Sweeper,
      inject: [DataSource, ledger, Logger, Relay, Inboxes],
      useFactory: (database: DataSource, rows: Ledger, logger: Logger, relay: Relay, inboxes: Inboxes) =>
        new Sweeper(database, rows, logger, {
          canRing: () => relay.isHealthy() && inboxes.isHealthy(),
          onRung: () => relay.wake(),
        }),
    },
    SweeperHost,
  ];
}
