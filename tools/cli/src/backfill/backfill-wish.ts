import { photoId, type PhotoId } from '@pinhole/contracts';
import type { RecipeName } from '@pinhole/resources';
import { count, readOptions, value } from '../read-options.js';

/** What a person wants to have made again. */
export interface BackfillWish {
  readonly recipe: RecipeName;
  /** Only of these; all where it is absent. */
  readonly photos?: readonly PhotoId[];
  /** So many photos at most. */
  readonly limit: number;
  readonly ratePerSecond: number;
  /** It gives up when nothing got done for so long. */
  readonly waitSeconds: number;
}

/** Ids of one go, 64 bytes each. A site with more is done in several goes. */
export const photosMax = 1_000_000;
/** What five cores make of `standard`. Whoever has more of them says more, and whoever asks faster than they make waits. */
const ratePerSecondUsual = 5;
/** A message that is worked on to its last second twice. Longer only where new photos come without a pause. */
const waitSecondsUsual = 600;

const options = { recipe: value, photos: value, limit: value, rate: value, 'wait-seconds': value };

export function readBackfillWish(parameters: readonly string[]): BackfillWish {
  return readOptions('backfill', parameters, options, (said) => ({
    recipe: recipeOf(said.recipe ?? 'standard'),
    ...(said.photos !== undefined && { photos: idsOf(said.photos) }),
    limit: Math.min(count('limit', said.limit, 1) ?? photosMax, photosMax),
    ratePerSecond: count('rate', said.rate, 1) ?? ratePerSecondUsual,
    waitSeconds: count('wait-seconds', said['wait-seconds'], 1) ?? waitSecondsUsual,
  }));
}

function recipeOf(name: string): RecipeName {
  if (name !== 'standard' && name !== 'polish') throw new Error("--recipe is 'standard' or 'polish'");
  return name;
}

function idsOf(list: string): PhotoId[] {
  const ids = list.split(',').map((id) => {
    const { data } = photoId.safeParse(id.trim().toLowerCase());
    if (data === undefined) throw new Error(`--photos are ids with commas between them, and '${id.trim()}' is none`);
    return data;
  });
  return [...new Set(ids)];
}
