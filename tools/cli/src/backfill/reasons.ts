import type { RecipeRef } from '@pinhole/contracts';
import { newestRecipe, refOf, type RecipeName } from '@pinhole/resources';
import { declaredVariants } from '../audit/declared-variants.js';
import type { CardFacts, PhotoFacts } from '../audit/photo-facts.js';

/** `lost`: the store has not all that the card declares; `outdated`: another recipe made it than the one that is wished for. */
export type Reason = 'lost' | 'outdated';

/**
 * Why a photo is to be made again, the first thing to be done first: what is lost is made under its own revision as long as the
 * card still declares it, so that old URLs stay readable; then comes the next revision.
 */
export function reasonsOf({ card, variants = [] }: Pick<PhotoFacts, 'card' | 'variants'>, wished: RecipeName): Reason[] {
  if (card?.state !== 'ready') return [];
  const bytesOf = new Map<string, number>(variants.map(({ key, bytes }) => [key, bytes]));
  const isLost = declaredVariants(card).some(({ objectKey, bytes }) => bytesOf.get(objectKey) !== bytes);
  return [...(isLost ? (['lost'] as const) : []), ...(isOutdated(recipeOf(card), wished) ? (['outdated'] as const) : [])];
}

export function recipeOf({ recipeName, recipeVersion }: Pick<CardFacts, 'recipeName' | 'recipeVersion'>): RecipeRef {
  return { name: recipeName, version: recipeVersion };
}

/** What is polished is no worse than standard, and stays. A version that is newer than ours is another deploy's. */
function isOutdated(made: RecipeRef, wished: RecipeName): boolean {
  const newest = refOf(newestRecipe(wished));
  return made.name === wished ? made.version < newest.version : wished === 'polish';
}
