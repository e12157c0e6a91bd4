import type { StoredVariant } from '@pinhole/contracts';
import { hdrKey, variantKey } from '@pinhole/resources';
import { declaredVariants } from './declared-variants.js';
import type { Fault } from './fault.js';
import type { PhotoFacts } from './photo-facts.js';

/** A ready card declares variants, each once, by the keys that are theirs; and each is stored, as large as it says. */
export function judgeVariants({ id, card, variants = [] }: PhotoFacts): Fault[] {
  if (card?.state !== 'ready') return [];
  const fault = (says: string): Fault => ({ check: 'variants', photoId: id, says, mend: { do: 'rebuild', photoId: id } });
  const declared = declaredVariants(card);
  const keyOf = (variant: StoredVariant) =>
    variant === card.picture?.hdr ? hdrKey(id, card.revision) : variantKey(id, card.revision, variant);
  if (declared.length === 0) return [fault('is ready, and declares no variant')];
  const bytesOf = new Map(variants.map(({ key, bytes }) => [key, bytes]));
  const judgeOne = (variant: StoredVariant): Fault[] => {
    const { objectKey, bytes } = variant;
    const stored = bytesOf.get(objectKey);
    // 0: somebody had it rebuilt, and the resizer has not told of it yet. The keys are still those of the making before.
    if (card.revision > 0 && objectKey !== keyOf(variant))
      return [fault(`declares ${objectKey}, which is not the key of that variant`)];
    if (stored === undefined) return [fault(`declares ${objectKey}, which is not there`)];
    return stored === bytes ? [] : [fault(`declares ${objectKey} with ${bytes} bytes, and ${stored} are there`)];
  };
  const isTwice = new Set(declared.map(({ objectKey }) => objectKey)).size < declared.length;
  return [...(isTwice ? [fault('declares a variant twice')] : []), ...declared.flatMap(judgeOne)];
}
