import type { PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { inStep } from '../audit/in-step.js';
import { listObjects } from '../audit/list-objects.js';
import { objectsByPhoto } from '../audit/objects-by-photo.js';
import { cardColumns, type PhotoFacts } from '../audit/photo-facts.js';
import { prefixOf } from '../audit/photo-of-key.js';
import { readRow, readRows } from '../audit/read-rows.js';
import type { Site } from '../audit/site.js';

/** Every card with what the store has of its photo, in the order of ids. Of each stream a page is held. */
export async function* readAllShown(site: Site): AsyncGenerator<PhotoFacts> {
  // What lies there and is nobody's is the audit's business.
  const shards = await objectsByPhoto({ s3: site.s3, bucket: site.buckets.variants }, 'variants', () => undefined);
  yield* inStep<PhotoFacts>([
    cardsOf(site),
    ...shards.map(async function* (shard) {
      for await (const { id, objects } of shard) yield { id, variants: objects };
    }),
  ]);
}

/** One photo as it is now: what its row declares was stored before it was written. */
export async function readShown(site: Site, id: PhotoId): Promise<PhotoFacts> {
  const card = await readRow(site.gallery, CardEntity, cardColumns, id);
  const shelf = { s3: site.s3, bucket: site.buckets.variants };
  const variants = card ? await Array.fromAsync(listObjects(shelf, prefixOf('variants', id))) : [];
  return { id, ...(card && { card }), variants };
}

async function* cardsOf(site: Site): AsyncGenerator<PhotoFacts> {
  for await (const card of readRows(site.gallery, CardEntity, cardColumns)) yield { id: card.id, card };
}
