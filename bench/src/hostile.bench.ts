import { join } from 'node:path';
import { childrenOf } from './support/children-of.js';
import { Decisions } from './support/decisions.js';
import { against, quantile, told, type Figure } from './support/figures.js';
import { hostilePictures } from './hostile/hostile-pictures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openResizingBed } from './support/open-resizing-bed.js';
import { peakMemoryBytes } from './support/process-memory.js';
import { Resizers } from './support/resizers.js';
import { smallPhotos, type SamplePhoto } from './support/sample-photos.js';

const MB = 1_000_000;
const p99RatioMax = 2;
const decidedSecondsMax = 10;
const serviceMegabytesMax = 600;
const childMegabytesMax = 1_500;

const honestAt: Record<Scale, number> = { full: 100, quick: 4 };

/** What honest people notice of hostile ones, whose pictures come in between: ours, and those of a corpus. */
export const hostileOf = (corpus: string | undefined): Measurement => ({
  name: 'hostile',
  title: 'Honest photos among hostile ones',
  async measure(scale) {
    const [honest, enemies] = [await smallPhotos(), await hostilePictures(corpus && join(corpus, 'hostile'))];
    const bed = await openResizingBed([...honest, ...enemies]);
    try {
      const service = bed.opened.use(await Resizers.start('bench', bed, ['any']));
      const decisions = bed.opened.use(new Decisions(bed.clients.sqs, service.decisionsQueueUrl));
      const seconds = (photo: SamplePhoto) => decided(service, decisions, photo);
      return await compare(service.pids[0]!, seconds, honest, enemies, honestAt[scale]);
    } finally {
      await bed.opened.disposeAsync();
    }
  },
});

/** Seconds from its message until it was said what became of a photo. */
async function decided(service: Resizers, decisions: Decisions, { name }: SamplePhoto): Promise<number> {
  const began = performance.now();
  await service.send(name, (id) => decisions.of(id));
  return (performance.now() - began) / 1_000;
}

/** Two people send one photo after the other, each when the last one is done. Then one of them turns out to be hostile. */
async function compare(
  pid: number,
  seconds: (photo: SamplePhoto) => Promise<number>,
  honest: readonly SamplePhoto[],
  enemies: readonly SamplePhoto[],
  count: number,
): Promise<Figure[]> {
  let sent = 0;
  const send = async (photos: readonly SamplePhoto[], enough: (times: number) => boolean) => {
    const all: number[] = [];
    while (!enough(all.length)) all.push(await seconds(photos[all.length % photos.length]!));
    return all;
  };
  const honestly = () => send(honest, (times) => times >= count).finally(() => (sent += 1));
  let childPeak = 0;
  const watch = setInterval(() => {
    for (const child of childrenOf(pid)) childPeak = Math.max(childPeak, (peakMemoryBytes(child) ?? 0) / MB);
  }, 100);
  // The first two warm.
  await Promise.all([honestly(), honestly()]);
  const [alone] = await Promise.all([honestly(), honestly()]);
  const before = sent;
  const [among, decisions] = await Promise.all([honestly(), send(enemies, (times) => times >= enemies.length && sent > before)]);
  clearInterval(watch);
  const bound = quantile(alone, 0.99);
  return [
    against('p99 of an honest photo, the bound that among honest ones', quantile(among, 0.99), 's', bound, {
      atMost: p99RatioMax,
    }),
    told('p50 of an honest photo', quantile(among, 0.5), 's'),
    told('among honest ones', quantile(alone, 0.5), 's'),
    against(`slowest decision on ${enemies.length} hostile ones`, Math.max(...decisions), 's', decidedSecondsMax, { atMost: 1 }),
    against('of the service, at most', (peakMemoryBytes(pid) ?? 0) / MB, 'MB', serviceMegabytesMax, { atMost: 1 }),
    against('of a child, at most', childPeak, 'MB', childMegabytesMax, { atMost: 1 }),
  ];
}
