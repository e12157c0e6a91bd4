import { describe, expect, it } from '@jest/globals';
import type { PhotoId, StoredVariant } from '@pinhole/contracts';
import { hdrKey, variantKey } from '@pinhole/resources';
import { judgeLeftovers } from './judge-leftovers.js';
import { judgeVariants } from './judge-variants.js';
import type { CardFacts, Listed, PhotoFacts } from './photo-facts.js';

const id = '019aa5c0-8f2e-7a41-9c3d-5e6f70819203' as PhotoId;
const now = new Date('2026-11-22T12:00:00Z');
const around = { now, graceSeconds: 60, atRest: true };
const jpeg = { format: 'jpeg' as const, width: 320, height: 240, bytes: 100 };
const rung: StoredVariant = { ...jpeg, objectKey: variantKey(id, 1, jpeg) };
const hdr = { ...jpeg, bytes: 130, objectKey: hdrKey(id, 1) };
const listed = ({ objectKey, bytes }: StoredVariant): Listed => ({ key: objectKey, bytes, storedAt: new Date(0) });

function photo(declared: typeof hdr | null | undefined, stored: readonly Listed[]): PhotoFacts {
  const picture = { width: 320, height: 240, color: null, thumbhash: null, variants: [rung] };
  const card = {
    ...{ id, state: 'ready', revision: 1, recipeName: 'standard', recipeVersion: 1, uploadedAt: now, rejection: null },
    picture: declared === undefined ? picture : { ...picture, hdr: declared },
  } satisfies CardFacts;
  return { id, card, variants: stored };
}

const judge = (facts: PhotoFacts) => [...judgeVariants(facts), ...judgeLeftovers(facts, around)].map(({ says }) => says);

describe('what there is for bright displays', () => {
  it('is a variant as the others are, where the card declares it', () => {
    expect(judge(photo(hdr, [listed(rung), listed(hdr)]))).toEqual([]);
    expect(judge(photo(hdr, [listed(rung)]))).toEqual([`declares ${hdr.objectKey}, which is not there`]);
    expect(judge(photo(hdr, [listed(rung), { ...listed(hdr), bytes: 9 }]))).toEqual([
      `declares ${hdr.objectKey} with 130 bytes, and 9 are there`,
    ]);
  });

  it.each([null, undefined])('is nobody’s where the card does not: %s', (declared) => {
    expect(judge(photo(declared, [listed(rung)]))).toEqual([]);
    expect(judge(photo(declared, [listed(rung), listed(hdr)]))).toEqual([`has ${hdr.objectKey}, which no card declares`]);
  });

  it('has a key of its own', () => {
    const astray = { ...hdr, objectKey: variantKey(id, 1, { width: 640, format: 'jpeg' }) };
    expect(judge(photo(astray, [listed(rung), listed(astray)]))).toEqual([
      `declares ${astray.objectKey}, which is not the key of that variant`,
    ]);
  });
});
