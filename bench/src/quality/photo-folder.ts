import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SamplePhoto } from '../support/sample-photos.js';

const pixelsMax = 60_000_000;
/** Panoramas and strips are photos too, but nobody looks at them in these sizes. */
const shapeMax = 3;

/** Of a folder's photos so many, spread over all of them by name: those that can fill a width, and that sharp decodes. */
export async function photosIn(folder: string, widthMin: number, count: number): Promise<SamplePhoto[]> {
  const inside = join(folder, 'photos');
  const place = existsSync(inside) ? inside : folder;
  const names = readdirSync(place)
    .filter((name) => /\.(jpe?g|png|webp|avif)$/i.test(name))
    .sort();
  const fit: string[] = [];
  for (const name of names) if (await isFit(join(place, name), widthMin)) fit.push(name);
  const step = Math.max(1, fit.length / count);
  const chosen = Array.from({ length: Math.min(count, fit.length) }, (_, index) => fit[Math.floor(index * step)]!);
  return chosen.map((name) => ({ name, bytes: readFileSync(join(place, name)) }));
}

async function isFit(path: string, widthMin: number): Promise<boolean> {
  try {
    const { autoOrient, hasAlpha, pages = 1 } = await sharp(readFileSync(path)).metadata();
    const { width, height } = autoOrient;
    const isOfUsualShape = Math.max(width, height) <= shapeMax * Math.min(width, height);
    return width >= widthMin && width * height <= pixelsMax && isOfUsualShape && !hasAlpha && pages === 1;
  } catch {
    return false;
  }
}
