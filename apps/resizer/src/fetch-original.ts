import type { PhotoUploaded } from '@pinhole/contracts';
import type { Originals } from '@pinhole/object-store';
import { readWhole } from './read-whole.js';

/** An original was stored before its message was sent, so a missing one is a fault of ours and no answer to a person. */
export async function fetchOriginal(
  originals: Originals,
  { objectKey, bytes }: PhotoUploaded['original'],
  signal: AbortSignal,
): Promise<Buffer> {
  const stored = await originals.get(objectKey, { signal });
  if (!stored) throw new Error(`There is no original under ${objectKey}.`);
  return readWhole(stored, bytes);
}
