import type { AuditWish } from './audit-wish.js';
import { atOnce } from './at-once.js';
import type { Circumstances } from './circumstances.js';
import { declaredVariants } from './declared-variants.js';
import type { Fault } from './fault.js';
import type { Findings } from './findings.js';
import { judgeCard } from './judge-card.js';
import { judgeLeftovers } from './judge-leftovers.js';
import { judgeOriginal } from './judge-original.js';
import { judgeVariants } from './judge-variants.js';
import { judgeWaiting } from './judge-waiting.js';
import { lookCloser } from './look-closer.js';
import type { PhotoFacts } from './photo-facts.js';
import { readPhoto, readPhotos } from './read-photos.js';
import type { Site } from './site.js';

/** Photos that are looked at closer at the same time. With `bytes` each holds one variant at most. */
const photosAtOnce = 8;

/** In the order of a photo's journey. */
const rules = [judgeOriginal, judgeWaiting, judgeCard, judgeVariants, judgeLeftovers] as const;

export function judgePhoto(facts: PhotoFacts, around: Circumstances): Fault[] {
  return rules.flatMap((judge) => judge(facts, around));
}

/** Every photo, in whatever store anything of it is. What does not hold is looked at a second time: the site goes on meanwhile. */
export async function checkPhotos(site: Site, wish: AuditWish, findings: Findings): Promise<void> {
  const judge = async (facts: PhotoFacts): Promise<Fault[]> => {
    const around = { now: new Date(), graceSeconds: wish.graceSeconds, atRest: wish.atRest };
    return [...judgePhoto(facts, around), ...(await lookCloser(site, facts, wish.depth))];
  };
  const photos = readPhotos(site, (bucket, key) => {
    const check = bucket === 'originals' ? 'orphan-originals' : 'orphan-variants';
    findings.add({ check, says: `${key} is no key of ours` });
  });
  await atOnce(photos, photosAtOnce, async (facts) => {
    count(facts, findings);
    if ((await judge(facts)).length === 0) return;
    for (const fault of await judge(await readPhoto(site, facts.id))) findings.add(fault);
  });
}

function count({ upload, card, originals = [], variants = [] }: PhotoFacts, findings: Findings): void {
  if (upload) {
    findings.uploads[upload.state] += 1;
    for (const check of ['originals', 'ledger', 'cards'] as const) findings.compared(check);
  } else if (card) findings.compared('cards');
  findings.compared('orphan-originals', originals.length);
  if (card?.state === 'ready') findings.compared('variants', declaredVariants(card).length);
  findings.compared('orphan-variants', variants.length);
}
