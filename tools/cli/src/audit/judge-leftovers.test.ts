import { describe, expect, it } from '@jest/globals';
import type { PhotoId } from '@pinhole/contracts';
import { previewKey, variantKey } from '@pinhole/resources';
import { judgeLeftovers } from './judge-leftovers.js';
import type { CardFacts } from './photo-facts.js';

const id = '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId;
const now = new Date('2026-11-22T12:00:00Z');
const jpeg = { format: 'jpeg' as const, width: 320, height: 240, bytes: 100 };
const keyOf = (revision: number, width = 320) => variantKey(id, revision, { format: 'jpeg', width });
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60 * 1_000);

/** What is said to be nobody's of a photo that shows the second making, with one more object that is so many hours old. */
function leftovers(key: string, hours: number, card: Partial<CardFacts> = {}): string[] {
  const facts: CardFacts = {
    ...{ id, state: 'ready', revision: 2, recipeName: 'polish', recipeVersion: 1, uploadedAt: now, rejection: null },
    picture: { width: 320, height: 240, color: null, thumbhash: null, variants: [{ ...jpeg, objectKey: keyOf(2) }] },
    ...card,
  };
  const variants = [keyOf(2), key].map((one) => ({ key: one, bytes: 100, storedAt: hoursAgo(hours) }));
  const around = { now, graceSeconds: 60, atRest: false };
  return judgeLeftovers({ id, card: facts, variants }, around).map(({ says }) => says);
}

describe('variants of another making than the one that is shown', () => {
  it.each([1_000, 1])('stay for ever where it is an older one: %s hours old', (hours) => {
    expect(leftovers(keyOf(1), hours)).toEqual([]);
    expect(leftovers(previewKey(id, 1), hours)).toEqual([]);
  });

  it('stay while a newer one may still become whole, and no longer', () => {
    expect(leftovers(keyOf(3), 24)).toEqual([]);
    expect(leftovers(keyOf(3), 5 * 24)).toEqual([`has ${keyOf(3)}, which no card declares`]);
  });

  it('stay while an operator has the shown one made again', () => {
    expect(leftovers(keyOf(1), 1_000, { revision: 0 })).toEqual([]);
  });
});

describe('a variant of the shown making', () => {
  it('is nobody’s where the card does not declare it', () => {
    expect(leftovers(keyOf(2, 640), 1)).toEqual([`has ${keyOf(2, 640)}, which no card declares`]);
  });
});
