import type { PhotoId, RecipeRef } from '@pinhole/contracts';
import { inboxes } from '@pinhole/resources';
import type { EntityManager } from 'typeorm';
import { MakingEntity } from './making.entity.js';

/** Which making of a photo, and by which recipe. */
export interface Making {
  readonly revision: number;
  readonly recipe: RecipeRef;
}

/** As long as this its message may still lie in the queue, and somebody may wait for it. */
const staleSeconds = inboxes['resize-backfill'].retentionSeconds;

/**
 * Takes the revision after the one that is shown for a recipe. Where another recipe has it already, it is that one's for ever, and
 * what is to be made first; unless it was asked for long ago and never came: then the next number is taken, and that one goes to
 * nobody else.
 */
export async function claimRevision(
  transaction: EntityManager,
  photo: { readonly id: PhotoId; readonly revision: number },
  recipe: RecipeRef,
): Promise<Making> {
  for (let revision = photo.revision + 1; ; revision += 1) {
    const making = await claim(transaction, photo.id, revision, recipe);
    const isOurs = making.recipe.name === recipe.name && making.recipe.version === recipe.version;
    if (isOurs || !making.isStale) return { revision, recipe: making.recipe };
  }
}

async function claim(transaction: EntityManager, photoId: PhotoId, revision: number, { name, version }: RecipeRef) {
  await transaction
    .createQueryBuilder()
    .insert()
    .into(MakingEntity)
    .values({ photoId, revision, recipeName: name, recipeVersion: version, askedAt: () => 'UTC_TIMESTAMP(3)' })
    .orUpdate(['revision'], ['photo_id', 'revision']) // The row that is there stays. Whoever writes it this moment is waited for.
    .updateEntity(false)
    .execute();
  const row = await transaction.findOneByOrFail(MakingEntity, { photoId, revision });
  return {
    recipe: { name: row.recipeName, version: row.recipeVersion },
    isStale: Date.now() - row.askedAt.getTime() >= staleSeconds * 1_000,
  };
}
