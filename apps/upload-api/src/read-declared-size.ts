import type { CostlyWay, PhotoFormatName } from '@pinhole/resources';

/** What a picture's first bytes say of its size. */
export interface DeclaredSize {
  readonly width: number;
  readonly height: number;
  readonly ways: readonly CostlyWay[];
}

/**
 * Reads a size where it stands within the first bytes, as in PNG, GIF and WebP; null elsewhere, and where there is none. Only to
 * say no early: the resizer reads the whole header before it decodes.
 */
export function readDeclaredSize(format: PhotoFormatName, head: Uint8Array): DeclaredSize | null {
  const bytes = Buffer.from(head);
  if (format === 'png' && bytes.length >= 29 && bytes.toString('latin1', 12, 16) === 'IHDR') {
    const ways: CostlyWay[] = bytes.readUInt8(28) === 0 ? [] : ['interlaced'];
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), ways };
  }
  if (format === 'gif' && bytes.length >= 10) return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), ways: [] };
  if (format === 'webp' && bytes.length >= 30) return sizeOfWebp(bytes.toString('latin1', 12, 16), bytes.subarray(20));
  return null;
}

function sizeOfWebp(kind: string, chunk: Buffer): DeclaredSize | null {
  if (kind === 'VP8X') return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1, ways: [] };
  if (kind !== 'VP8L') return null;
  const bits = chunk.readUInt32LE(1); // Fourteen bits each, less one, behind a signature byte.
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, ways: [] };
}
