import { createHash } from 'node:crypto';
import { makePhoto } from '@pinhole/testing';

const MiB = 1024 * 1024;

/**
 * From 0.2 to 9 MB, as cameras and phones send them. What lies behind a JPEG's end is the short film that many phones put
 * there; the largest is far above 5 MiB, and so goes up in parts. Half of them have few pixels: it is bytes that are to get lost.
 */
const kinds = [
  { width: 900, height: 600, filmBytes: 0 },
  { width: 1200, height: 900, filmBytes: 0 },
  { width: 1600, height: 1200, filmBytes: 0 },
  { width: 1600, height: 1200, filmBytes: 3 * MiB },
  { width: 2000, height: 1500, filmBytes: 8 * MiB },
  { width: 2400, height: 1800, filmBytes: 0 },
  { width: 3200, height: 2400, filmBytes: 0 },
  { width: 4000, height: 3000, filmBytes: 0 },
] as const;

/** A picture that no other upload has: its SHA-256 tells which it was. */
export interface SentPicture {
  readonly name: string;
  readonly bytes: Buffer;
  /** In hex. */
  readonly sha256: string;
}

/** Pictures that are made once, and then made distinct by what is written behind their ends, which costs nothing. */
export class PhotoPool {
  private constructor(private readonly made: readonly Buffer[]) {}

  static async make(): Promise<PhotoPool> {
    const made: Buffer[] = [];
    for (const { width, height, filmBytes } of kinds)
      made.push(Buffer.concat([await makePhoto({ width, height, grain: 18 }), Buffer.alloc(filmBytes, 'film')]));
    return new PhotoPool(made);
  }

  /** The same again for the same name and number in [0, 1). */
  picture(name: string, random: number): SentPicture {
    return distinct(name, this.made[Math.floor(random * this.made.length)]!);
  }

  /** One that goes up in parts. */
  pictureInParts(name: string): SentPicture {
    return distinct(name, this.made.toSorted((a, b) => b.byteLength - a.byteLength)[0]!);
  }

  /** One of few pixels, which is soon ready. */
  smallPicture(name: string): SentPicture {
    return distinct(name, this.made[0]!);
  }
}

function distinct(name: string, made: Buffer): SentPicture {
  const bytes = Buffer.concat([made, Buffer.from(name)]);
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
