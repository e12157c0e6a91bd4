import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inboxes } from '@pinhole/messaging';
import { Originals } from '@pinhole/object-store';
import { originalKey } from '@pinhole/resources';
import { newId, Readiness } from '@pinhole/service-kit';

/** Ready means: photos that are uploaded now are heard of, and can be fetched. */
@Injectable()
export class ResizerReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly originals: Originals,
    private readonly inboxes: Inboxes,
  ) {}

  onModuleInit(): void {
    // A key that nobody has: whether the bucket answers is what is asked.
    this.readiness.register('originals', async () => void (await this.originals.head(originalKey(newId()))));
    this.readiness.register('inbox', () =>
      this.inboxes.isHealthy() ? Promise.resolve() : Promise.reject(new Error('SQS is away.')),
    );
  }
}
