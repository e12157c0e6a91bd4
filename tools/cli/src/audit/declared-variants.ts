import type { StoredVariant } from '@pinhole/contracts';
import type { CardFacts } from './photo-facts.js';

/** All that a card says is stored: the ladder, and what there is for bright displays. */
export function declaredVariants(card: CardFacts | undefined): StoredVariant[] {
  if (card?.state !== 'ready' || !card.picture) return [];
  const { variants, hdr } = card.picture;
  return hdr ? [...variants, hdr] : variants;
}
