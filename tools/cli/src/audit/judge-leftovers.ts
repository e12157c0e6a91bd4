import { inboxes, isPreviewKey } from '@pinhole/resources';
import { isOlderThan, type Circumstances } from './circumstances.js';
import { declaredVariants } from './declared-variants.js';
import type { Fault } from './fault.js';
import type { Listed, PhotoFacts } from './photo-facts.js';
import { revisionOf, shownRevision } from './shown-revision.js';

/** As long as this a message may still come that makes a rejected photo ready, or says that another making is whole. */
const lateSecondsMax = inboxes.gallery.retentionSeconds;

/**
 * Variants that no card declares. A photo that is on its way has some, rightly: it is judged once it has come to its end. The
 * preview of one that is ready stays, for pages that were opened before, and so does every making before the one that is shown.
 * What has a higher number is a making that is not whole yet.
 */
export function judgeLeftovers({ id, upload, card, variants = [] }: PhotoFacts, around: Circumstances): Fault[] {
  if (variants.length === 0 || (upload && !card)) return [];
  if (card && card.state !== 'ready' && card.state !== 'rejected') return [];
  const declared = new Set<string>(declaredVariants(card).map(({ objectKey }) => objectKey));
  const shown = shownRevision(card);
  const isKept = (key: string) =>
    card?.state === 'ready' && (isPreviewKey(key) || (0 < revisionOf(key) && revisionOf(key) < shown));
  const mayBeWanted = ({ key }: Listed) => card !== undefined && (card.state === 'rejected' || revisionOf(key) > shown);
  return variants
    .filter(({ key }) => !declared.has(key) && !isKept(key))
    .filter((object) => isOlderThan(mayBeWanted(object) ? lateSecondsMax : around.graceSeconds, object.storedAt, around.now))
    .map(({ key }) => ({
      ...{ check: 'orphan-variants', photoId: id, says: `has ${key}, which no card declares` },
      mend: { do: 'remove', bucket: 'variants', objectKey: key },
    }));
}
