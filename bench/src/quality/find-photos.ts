import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Scale } from '../support/measurement.js';
import { samplePhotos, type SamplePhoto } from '../support/sample-photos.js';

const pixelsMax = 60_000_000;
/** Panoramas and strips are photos too, but nobody looks at them in these sizes. */
const shapeMax = 3;

/** How wide a photo must be at least, and how many there may be. */
export interface PhotoWish {
  readonly widthMin: number;
  readonly count: number;
}

/** Of a folder's photos so many, spread over all of them by name; without a folder some that are drawn. */
export async function findPhotos(folder: string | undefined, scale: Scale, wish: PhotoWish): Promise<SamplePhoto[]> {
  const all = folder === undefined ? await samplePhotos(scale) : namesIn(folder);
  const fit: (() => SamplePhoto)[] = [];
  for (const each of all) {
    const read = (): SamplePhoto =>
      typeof each === 'string' ? { name: each, bytes: readFileSync(join(placeIn(folder!), each)) } : each;
    // Read again if it is chosen: a folder may be larger than memory.
    if (await isFit(read().bytes, wish)) fit.push(read);
  }
  if (fit.length === 0) throw new Error(`There is no photo of ${wish.widthMin} pixels or wider${folder ? ` in ${folder}` : ''}.`);
  const step = Math.max(1, fit.length / wish.count);
  return Array.from({ length: Math.min(wish.count, fit.length) }, (_, index) => fit[Math.floor(index * step)]!());
}

function namesIn(folder: string): string[] {
  return readdirSync(placeIn(folder))
    .filter((name) => /\.(jpe?g|png|webp|avif)$/i.test(name))
    .sort();
}

/** A corpus has its photos in a folder beside its hostile files. */
function placeIn(folder: string): string {
  const inside = join(folder, 'photos');
  return existsSync(inside) ? inside : folder;
}

/**
 * Whether it can fill such a width, and is one still picture without holes that sharp decodes. Those of more than 8 bits are mostly
 * for bright displays: how they look on others is for the resizer to say, and they cannot be held against sharp's own decode.
 */
async function isFit(bytes: Buffer, { widthMin }: PhotoWish): Promise<boolean> {
  try {
    const { autoOrient, hasAlpha, depth, pages = 1 } = await sharp(bytes).metadata();
    const { width, height } = autoOrient;
    const isOfUsualShape = Math.max(width, height) <= shapeMax * Math.min(width, height);
    return width >= widthMin && width * height <= pixelsMax && isOfUsualShape && !hasAlpha && depth === 'uchar' && pages === 1;
  } catch {
    return false;
  }
}
