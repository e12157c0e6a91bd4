import { dataSourceOptions, type DatabaseConfig } from '@pinhole/service-kit';
import { CardEntity } from './card.entity.js';
import { Cards1763700000000 } from './migrations/1763700000000-cards.migration.js';
import { CardMetadata1763740000000 } from './migrations/1763740000000-card-metadata.migration.js';
import { CardRecipe1763750000000 } from './migrations/1763750000000-card-recipe.migration.js';

const migrations = [Cards1763700000000, CardMetadata1763740000000, CardRecipe1763750000000];

export function galleryDataSourceOptions(config: DatabaseConfig) {
  return dataSourceOptions(config, { entities: [CardEntity], migrations });
}
