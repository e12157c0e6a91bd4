import { OutboxEntity } from '@pinhole/messaging';
import { dataSourceOptions, type DatabaseConfig } from '@pinhole/service-kit';
import { Outbox1763700000001 } from './migrations/1763700000001-outbox.migration.js';
import { Uploads1763700000000 } from './migrations/1763700000000-uploads.migration.js';
import { UploadEntity } from './upload.entity.js';

export function uploadsDataSourceOptions(config: DatabaseConfig) {
  return dataSourceOptions(config, {
    entities: [UploadEntity, OutboxEntity],
    migrations: [Uploads1763700000000, Outbox1763700000001],
  });
}
