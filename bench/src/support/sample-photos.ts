import { makePhoto, type PhotoWish } from '@pinhole/testing';
import type { Scale } from './measurement.js';

export interface SamplePhoto {
  readonly name: string;
  readonly bytes: Buffer;
}

/** As heavy as a camera's. */
const grain = 18;
const phone = { width: 4032, height: 3024, grain };
const messenger = { width: 2048, height: 1536, grain };

/** What people send: phones' 12 MP, turned or not, in sRGB or in the wider colours of newer ones, and what a messenger left of it. */
const photos: readonly PhotoWish[] = [
  phone,
  { ...phone, orientation: 6 },
  { ...phone, wideColours: true },
  { ...phone, orientation: 6, wideColours: true },
  { width: 3264, height: 2448, grain },
  messenger,
  { ...messenger, width: 1536, height: 2048 },
  { width: 1600, height: 1200, grain },
];

const wishes: Record<Scale, readonly PhotoWish[]> = { full: photos, quick: [messenger, { ...messenger, wideColours: true }] };

export function samplePhotos(scale: Scale): Promise<SamplePhoto[]> {
  return makeSamples(wishes[scale]);
}

/** Many of them are made in little time: what a run's last photo leaves a core without does not count. */
export function smallPhotos(): Promise<SamplePhoto[]> {
  return makeSamples([messenger, { ...messenger, wideColours: true }]);
}

/** One after the other: a drawn picture of 12 MP takes 100 MB while it is made. */
async function makeSamples(wanted: readonly PhotoWish[]): Promise<SamplePhoto[]> {
  const samples: SamplePhoto[] = [];
  for (const [index, wish] of wanted.entries())
    samples.push({ name: `${index}-${wish.width}x${wish.height}`, bytes: Buffer.from(await makePhoto(wish)) });
  return samples;
}
