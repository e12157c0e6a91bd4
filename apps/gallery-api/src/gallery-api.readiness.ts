import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inboxes } from '@pinhole/messaging';
import { Readiness } from '@pinhole/service-kit';
import { DataSource } from 'typeorm';

/** Ready means: photos can be shown, and new ones are heard of. */
@Injectable()
export class GalleryApiReadiness implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: DataSource,
    private readonly inboxes: Inboxes,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', () => this.database.query('SELECT 1'));
    this.readiness.register('inbox', () =>
      this.inboxes.isHealthy() ? Promise.resolve() : Promise.reject(new Error('SQS is away.')),
    );
  }
}
