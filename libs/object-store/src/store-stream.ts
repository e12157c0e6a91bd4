import { createHash } from 'node:crypto';
import type { ByteBudget } from './byte-budget.js';
import { ObjectTooLarge } from './object-store.errors.js';
import type { ObjectWrite } from './object-write.js';
import { PartPair } from './part-pair.js';
import { untilAborted } from './until-aborted.js';

export interface StreamLimits {
  readonly budget: ByteBudget;
  readonly bytesMax: number;
  readonly signal?: AbortSignal;
}

/** What takes the bytes: all at once, or part after part. */
export type WriteOfStream = Pick<ObjectWrite, 'putWhole' | 'sendPart' | 'complete'>;

export interface StoredStream {
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/**
 * Reads a stream of unknown length into the store: one part after the other, and what fits into one part whole. The source is not
 * read while two parts are full, or the budget is spent.
 */
export async function storeStream(
  write: WriteOfStream,
  body: AsyncIterable<Uint8Array>,
  limits: StreamLimits,
): Promise<StoredStream> {
  const { budget, bytesMax, signal } = limits;
  const sha256 = createHash('sha256');
  let bytes = 0;
  let isInParts = false;
  await using part = new PartPair(budget);
  const arrived = async () => {
    await part.arrived();
    signal?.throwIfAborted();
  };
  const sendPart = async () => {
    await arrived();
    isInParts = true;
    await part.send((filled) => write.sendPart(filled));
  };

  for await (const chunk of untilAborted(body, signal)) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new ObjectTooLarge(bytesMax);
    sha256.update(chunk);
    for (let rest = chunk; rest.byteLength > 0; signal?.throwIfAborted()) {
      // The first part stays until more follows: if nothing does, it is the whole object.
      if (part.isFull) await sendPart();
      rest = await part.fill(rest, signal);
      if (part.isFull && isInParts) await sendPart();
    }
  }

  if (!isInParts) await part.send((whole) => write.putWhole(whole));
  else if (!part.isEmpty) await sendPart();
  await arrived();
  if (isInParts) await write.complete();
  // Gone at the very end is gone all the same: nobody will ask for this object.
  signal?.throwIfAborted();
  return { bytes, sha256: sha256.digest('hex') };
}
