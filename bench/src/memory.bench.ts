import { childrenOf } from './support/children-of.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openResizingBed } from './support/open-resizing-bed.js';
import { memoryBytes, peakMemoryBytes } from './support/process-memory.js';
import { Resizers } from './support/resizers.js';
import { samplePhotos, type SamplePhoto } from './support/sample-photos.js';
import { slope, type Point } from './support/slope.js';

const MB = 1_000_000;
/** Photos between two looks. */
const batch = 25;
/** Of all looks, those at which everything that is made once is still being made. */
const warming = 0.2;
const megabytesPerThousandMax = 1;
const serviceMegabytesMax = 600;
const childMegabytesMax = 1_500;

const sizes: Record<Scale, { photos: number }> = { full: { photos: 2_000 }, quick: { photos: 100 } };

/** Whether a resizer that works for days stays as small as it began. */
export const memory: Measurement = {
  name: 'memory',
  title: 'Memory of a resizer and of the children that decode for it, photo after photo',
  async measure(scale) {
    const bed = await openResizingBed(await samplePhotos(scale));
    try {
      const service = bed.opened.use(await Resizers.start('bench', bed, ['any']));
      return await watch(service, bed.photos, sizes[scale].photos);
    } finally {
      await bed.opened.disposeAsync();
    }
  },
};

async function watch(service: Resizers, photos: readonly SamplePhoto[], count: number): Promise<Figure[]> {
  const pid = service.pids[0]!;
  const held: Point[] = [];
  let childPeak = 0;
  for (let made = batch; made <= count; made += batch) {
    await service.run(Array.from({ length: batch }, (_, index) => photos[(made + index) % photos.length]!.name));
    const bytes = memoryBytes(pid);
    if (bytes === null) return [];
    held.push({ x: made / 1_000, y: bytes / MB });
    childPeak = Math.max(childPeak, ...childrenOf(pid).map((child) => (peakMemoryBytes(child) ?? 0) / MB));
  }
  const steady = held.slice(Math.floor(held.length * warming));
  return [
    against(`growth over a thousand photos, of ${count}`, slope(steady), 'MB', megabytesPerThousandMax, { atMost: 1 }),
    told('of the service, mostly', median(steady.map(({ y }) => y)), 'MB'),
    against('of the service, at most', peakMemoryBytes(pid)! / MB, 'MB', serviceMegabytesMax, { atMost: 1 }),
    against('of a child, at most', childPeak, 'MB', childMegabytesMax, { atMost: 1 }),
  ];
}
