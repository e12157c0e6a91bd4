import type { CardFacts } from './photo-facts.js';

/** i/{shard}/{photoId}/{revision}/…; 0 where there is none. */
export function revisionOf(key: string): number {
  return Number(key.split('/')[3]) || 0;
}

/**
 * Which making a card shows; 0 where none is whole. One that an operator has made again stands at 0 until it is, and shows what
 * it did: then its keys say it.
 */
export function shownRevision(card: Pick<CardFacts, 'state' | 'revision' | 'picture'> | undefined): number {
  if (card?.state !== 'ready') return 0;
  const [variant] = card.picture?.variants ?? [];
  return card.revision || revisionOf(variant?.objectKey ?? '') || 1;
}
