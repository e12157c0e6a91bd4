import { limits } from '@pinhole/resources';
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const MiB = 1024 * 1024;

/** As much as any of the suite's objects needs: more than two parts, and no whole number of them. */
export const noise = randomBytes(20 * MiB);

/** An object that is put whole, and one that goes in parts. */
export const bothWays = [
  { way: 'whole', size: 1_000 },
  { way: 'in parts', size: limits.partBytes + 1_000 },
] as const;

export const jpeg = { contentType: 'image/jpeg', bytesMax: 64 * MiB };

export const freshKey = () => `o/7f/${randomUUID()}`;
export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A stream of these bytes, of unknown length to whoever reads it. */
export async function* chunksOf(bytes: Uint8Array, chunkBytes = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) {
    await Promise.resolve();
    yield bytes.subarray(start, start + chunkBytes);
  }
}

export async function* failingAfter(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* chunksOf(bytes);
  throw new Error('The source broke.');
}

/** Delivers up to a byte, then its client is gone, and as a socket that nobody destroys it never says another word. */
export async function* cutAt(client: AbortController, bytes: number): AsyncGenerator<Uint8Array> {
  yield* chunksOf(noise.subarray(0, bytes));
  client.abort(new Error(`Cut at ${bytes}.`));
  await new Promise(() => undefined);
}
