import { dataSourceOptions, type DatabaseConfig } from '@pinhole/service-kit';
import { CardEntity } from './card.entity.js';
import { Cards1763700000000 } from './migrations/1763700000000-cards.migration.js';
import { CardMetadata1763740000000 } from './migrations/1763740000000-card-metadata.migration.js';

export function galleryDataSourceOptions(config: DatabaseConfig) {
  return dataSourceOptions(config, { entities: [CardEntity], migrations: [Cards1763700000000, CardMetadata1763740000000] });
}
