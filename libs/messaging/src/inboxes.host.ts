import type { SQSClient } from '@aws-sdk/client-sqs';
import type { BeforeApplicationShutdown, FactoryProvider, OnApplicationBootstrap, Type } from '@nestjs/common';
import type { InboxResource } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { Inbox } from './inbox.js';

export interface InboxSetup {
  readonly resource: InboxResource;
  readonly queueUrl: string;
  /** Providers of the same module whose methods are marked by OnMessage. */
  readonly doors: readonly Type<object>[];
  readonly concurrency: number;
}

export interface InboxTerms {
  readonly sqs: SQSClient;
  readonly drainSeconds: number;
  /** Each asks for messages only while those before it in the list seem to have none. */
  readonly inOrder?: boolean;
}

/** All inboxes of a service: they start when everything else stands, and stop while the HTTP doors finish. */
export class Inboxes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly all: readonly Inbox[]) {}

  isHealthy(): boolean {
    return this.all.every((inbox) => inbox.isHealthy());
  }

  onReconnected(callback: () => unknown): void {
    for (const inbox of this.all) inbox.onReconnected(callback);
  }

  onApplicationBootstrap(): void {
    for (const inbox of this.all) inbox.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((inbox) => inbox.stop()));
  }
}

/** For a module's providers: the inboxes of the service, with their doors out of the same module. */
export function provideInboxes(
  { inOrder = false, ...common }: InboxTerms,
  setups: readonly InboxSetup[],
): FactoryProvider<Inboxes> {
  const types = [...new Set(setups.flatMap(({ doors }) => doors))];
  return {
    provide: Inboxes,
    inject: [Logger, ...types],
    useFactory: (logger: Logger, ...instances: object[]) => {
      const doorsOf = (setup: InboxSetup) => setup.doors.map((type) => instances[types.indexOf(type)]!);
      const inboxes: Inbox[] = [];
      for (const setup of setups) {
        const after = inOrder ? [...inboxes] : [];
        inboxes.push(new Inbox({ ...common, ...setup, logger, doors: doorsOf(setup), after }));
      }
      return new Inboxes(inboxes);
    },
  };
}
