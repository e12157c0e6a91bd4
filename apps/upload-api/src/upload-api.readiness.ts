import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inboxes, Relay } from '@pinhole/messaging';
import { Originals } from '@pinhole/object-store';
import { originalKey } from '@pinhole/resources';
import { newId, Readiness } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';

/** Ready means: an upload that comes now would be taken, and what became of earlier ones is heard. */
@Injectable()
export class UploadApiReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: DataSource,
    private readonly originals: Originals,
    private readonly relay: Relay,
    private readonly inboxes: Inboxes,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.query('SELECT 1'));
    // A key that nobody has: whether the bucket answers is what is asked.
    this.readiness.register('originals', async () => void (await this.originals.head(originalKey(newId()))));
    this.readiness.register('relay', () =>
      this.relay.isHealthy() ? Promise.resolve() : Promise.reject(new Error('SNS is away.')),
    );
    this.readiness.register('inbox', () =>
      this.inboxes.isHealthy() ? Promise.resolve() : Promise.reject(new Error('SQS is away.')),
    );
  }
}
