import { originalKey } from '@pinhole/resources';
import { isOlderThan, type Circumstances } from './circumstances.js';
import type { Fault } from './fault.js';
import type { PhotoFacts } from './photo-facts.js';

/** What was accepted is stored, and what is stored was accepted. There is no second original: what is lost, a backup has or nobody. */
export function judgeOriginal({ id, upload, card, originals = [] }: PhotoFacts, around: Circumstances): Fault[] {
  const key = originalKey(id);
  const original = originals.find((object) => object.key === key);
  const fault = (says: string): Fault => ({ check: 'originals', photoId: id, says });
  if (!upload) return original && !card ? judgeOrphan() : [];
  if (upload.objectKey !== key) return [fault(`was stored as ${key}, and the ledger names ${upload.objectKey}`)];
  if (!original) return [fault('has no original')];
  if (original.bytes !== upload.bytes)
    return [fault(`has an original of ${original.bytes} bytes, and ${upload.bytes} were received`)];
  return [];

  function judgeOrphan(): Fault[] {
    if (!isOlderThan(around.graceSeconds, original!.storedAt, around.now)) return [];
    const says = `is an original of ${original!.bytes} bytes that no upload knows`;
    return [
      { check: 'orphan-originals', photoId: id, says, mend: { do: 'remove', bucket: 'originals', objectKey: original!.key } },
    ];
  }
}
