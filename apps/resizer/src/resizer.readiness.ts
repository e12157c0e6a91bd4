import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inboxes } from '@pinhole/messaging';
import { Readiness } from '@pinhole/service-kit';

/** Ready means: photos that are uploaded now are heard of. */
@Injectable()
export class ResizerReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly inboxes: Inboxes,
  ) {}

  onModuleInit(): void {
    this.readiness.register('inbox', () =>
      this.inboxes.isHealthy() ? Promise.resolve() : Promise.reject(new Error('SQS is away.')),
    );
  }
}
