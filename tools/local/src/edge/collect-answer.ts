import { edgeLimits } from './edge-limits.js';
import type { EdgeMemory, Lease } from './edge-memory.js';
import type { OriginAnswer } from './origin-answer.js';

export interface Collected {
  readonly body: Buffer;
  /** Holds more than the body: the rest is for a compressed copy of it. */
  readonly memory: Lease;
}

/** Reads the body into memory; null, and the answer's stream is whole again, where it is too large or there is no room for it. */
export async function collectAnswer(answer: OriginAnswer, memory: EdgeMemory, bytesMax: number): Promise<Collected | null> {
  if (answer.bytes !== null && answer.bytes > bytesMax) return null;
  const lease = memory.take(roomFor(answer.bytes ?? 0));
  if (!lease) return null;
  try {
    const chunks = await readAtMost(answer, bytesMax, lease);
    if (!chunks) {
      lease.release();
      return null;
    }
    const body = Buffer.concat(chunks);
    if (answer.bytes !== null && body.byteLength !== answer.bytes) throw new Error('The body ended before its length.');
    return { body, memory: lease };
  } catch (error) {
    lease.release();
    answer.body.destroy();
    throw error;
  }
}

/** The whole body in chunks, or null with everything put back. Without a length, room is taken as the bytes come. */
async function readAtMost(answer: OriginAnswer, bytesMax: number, lease: Lease): Promise<Buffer[] | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
    const fits = bytes <= bytesMax && (answer.bytes !== null || lease.resize(roomFor(bytes)));
    if (fits) continue;
    answer.body.unshift(Buffer.concat(chunks));
    return null;
  }
  return chunks;
}

/** Twice the body: its chunks and the whole that is made of them are there at the same moment. */
function roomFor(bytes: number): number {
  return edgeLimits.entryOverheadBytes + 2 * bytes;
}
