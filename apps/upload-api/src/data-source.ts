import { OutboxEntity } from '@pinhole/messaging';
import { dataSourceOptions, type DatabaseConfig } from '@pinhole/service-kit';
import { MakingEntity } from './making.entity.js';
import { Outbox1763700000001 } from './migrations/1763700000001-outbox.migration.js';
import { Uploads1763700000000 } from './migrations/1763700000000-uploads.migration.js';
import { UploadRecipe1763750000000 } from './migrations/1763750000000-upload-recipe.migration.js';
import { Making1763760000000 } from './migrations/1763760000000-making.migration.js';
import { UploadEntity } from './upload.entity.js';

/** A photo that is stored already waits for its turn at the ledger rather than being sent again: longer than others wait. */
const waitMillisecondsMax = 60_000;

export function uploadsDataSourceOptions(config: DatabaseConfig) {
  return dataSourceOptions(config, {
    entities: [UploadEntity, MakingEntity, OutboxEntity],
    migrations: [Uploads1763700000000, Outbox1763700000001, UploadRecipe1763750000000, Making1763760000000],
    waitMillisecondsMax,
  });
}
