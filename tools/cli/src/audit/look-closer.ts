import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { mediaTypeOf, type StoredVariant } from '@pinhole/contracts';
import type { AuditWish } from './audit-wish.js';
import { declaredVariants } from './declared-variants.js';
import type { Fault } from './fault.js';
import type { PhotoFacts } from './photo-facts.js';
import type { Site } from './site.js';

/** What no row and no listing tells: the type of a variant, and with `bytes` whether what is stored is what it should be. */
export async function lookCloser(site: Site, facts: PhotoFacts, depth: AuditWish['depth']): Promise<Fault[]> {
  if (depth === 'listings') return [];
  const { id, upload } = facts;
  const look = depth === 'bytes' ? faultOfBytes : faultOfType;
  const faults: Fault[] = [];
  for (const variant of storedAsDeclared(facts)) {
    const says = await look(site, variant);
    if (says !== null) faults.push({ check: 'variants', photoId: id, says, mend: { do: 'rebuild', photoId: id } });
  }
  if (depth === 'bytes' && upload && !(await isAsReceived(site, upload)))
    faults.push({ check: 'originals', photoId: id, says: 'has an original with other bytes than were received' });
  return faults;
}

/** The others are faults already. */
function storedAsDeclared({ card, variants = [] }: PhotoFacts): StoredVariant[] {
  const bytesOf = new Map(variants.map(({ key, bytes }) => [key, bytes]));
  return declaredVariants(card).filter(({ objectKey, bytes }) => bytesOf.get(objectKey) === bytes);
}

async function faultOfType({ variants }: Site, { objectKey, format }: StoredVariant): Promise<string | null> {
  const stored = await variants.head(objectKey);
  return stored && wrongType(objectKey, format, stored.contentType);
}

async function faultOfBytes({ variants }: Site, { objectKey, format, width, height }: StoredVariant): Promise<string | null> {
  const stored = await variants.get(objectKey);
  if (!stored) return null; // It went this moment, and the next listing tells of it.
  // The decoder is loaded only where something is decoded.
  const { measurePicture } = await import('@pinhole/resizer/measure-picture');
  const size = await measurePicture(await buffer(stored.body));
  if (size === null) return `has ${objectKey}, which cannot be decoded`;
  if (size.width !== width || size.height !== height)
    return `declares ${objectKey} with ${width} x ${height} pixels, and it has ${size.width} x ${size.height}`;
  return wrongType(objectKey, format, stored.contentType);
}

function wrongType(objectKey: string, format: StoredVariant['format'], contentType: string): string | null {
  return contentType === mediaTypeOf[format] ? null : `has ${objectKey} as ${contentType}, not ${mediaTypeOf[format]}`;
}

async function isAsReceived({ originals }: Site, upload: NonNullable<PhotoFacts['upload']>): Promise<boolean> {
  const stored = await originals.get(upload.objectKey);
  if (!stored) return true; // It is missing, which the listing has told.
  const hash = createHash('sha256');
  for await (const chunk of stored.body) hash.update(chunk as Buffer);
  return hash.digest('hex') === upload.sha256;
}
