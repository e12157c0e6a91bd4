import { newestRecipe, type RecipeName } from '@pinhole/resources';
import type { BackfillWish } from './backfill-wish.js';
import type { Choice } from './choose-photos.js';

/** What is going to be done, before it is. */
export function sayPlan({ photos, lost, outdated, isCutShort }: Choice, { recipe, ratePerSecond }: BackfillWish): string {
  const both = lost + outdated - photos.length;
  return [
    `${count(photos.length, 'photo')}: ${lost} with lost variants, ${outdated} ${whatIsOutdated(recipe)}${both > 0 ? `, ${both} of them both` : ''}.`,
    ...(isCutShort ? ['There are more, and they are for the next run.'] : []),
    `At ${ratePerSecond} a second they are asked for within ${duration((photos.length + both) / ratePerSecond)}, and made while nothing else waits.`,
  ].join('\n');
}

/** Where there is nothing to plan. */
export function sayNothing({ recipe, photos }: BackfillWish): string {
  const which = photos ? 'each of these that is ready' : 'every ready photo';
  const made = recipe === 'polish' ? 'is polished' : `is of standard ${newestRecipe(recipe).version} or polished`;
  return `There is nothing to do: ${which} ${made}, and has all its variants.`;
}

export function sayLeft({ left }: Choice): string[] {
  return left.map(({ id, state }) => `${id} is ${state}: there is nothing of it to be made again.`);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function whatIsOutdated(recipe: RecipeName): string {
  return recipe === 'polish' ? 'not polished yet' : `of an older standard than ${newestRecipe(recipe).version}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return count(Math.ceil(seconds), 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour');
}
