import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { BareLadders } from './support/bare-ladders.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openResizingBed, type ResizingBed } from './support/open-resizing-bed.js';
import type { Resizing } from './support/resize-run.js';
import { Resizers } from './support/resizers.js';
import type { Core } from './support/run-script.js';
import { smallPhotos } from './support/sample-photos.js';

const ratioMin = 0.95;
const one: readonly Core[] = [0];
const two: readonly Core[] = [0, 1];
const sizes: Record<Scale, { rounds: number; photos: number }> = {
  full: { rounds: 5, photos: 32 },
  quick: { rounds: 1, photos: 4 },
};

/** What a second resizer adds, each held to one core, against what a second bare loop adds. */
export const growing: Measurement = {
  name: 'growing',
  title: 'Two resizers, each on a core of its own',
  async measure(scale) {
    const missing = whatIsMissing();
    if (missing) {
      process.stdout.write(`Not measured, ${missing}: what a second resizer adds.\n`);
      return [];
    }
    const { rounds, photos } = sizes[scale];
    const bed = await openResizingBed(await smallPhotos());
    try {
      const names = Array.from({ length: photos }, (_, index) => bed.photos[index % bed.photos.length]!.name);
      return figuresOf(await measureAll(await openAll(bed), names, rounds));
    } finally {
      await bed.opened.disposeAsync();
    }
  },
};

function whatIsMissing(): string | undefined {
  if (availableParallelism() < 2) return 'this machine has one core';
  if (spawnSync('taskset', ['--version']).status !== 0) return 'there is no taskset that would hold a process to a core';
  return undefined;
}

type Contestants = Record<'bareOne' | 'bareTwo' | 'serviceOne' | 'serviceTwo', Resizing>;
type PhotosPerSecond = Record<keyof Contestants, number[]>;

async function openAll(bed: ResizingBed): Promise<Contestants> {
  return {
    bareOne: bed.opened.use(await BareLadders.start(bed, one)),
    bareTwo: bed.opened.use(await BareLadders.start(bed, two)),
    serviceOne: bed.opened.use(await Resizers.start('one', bed, one)),
    serviceTwo: bed.opened.use(await Resizers.start('two', bed, two)),
  };
}

/** In turns, so that what else the machine does meets all. */
async function measureAll(contestants: Contestants, names: readonly string[], rounds: number): Promise<PhotosPerSecond> {
  const speeds: PhotosPerSecond = { bareOne: [], bareTwo: [], serviceOne: [], serviceTwo: [] };
  for (let round = -1; round < rounds; round += 1)
    for (const [who, resizing] of Object.entries(contestants)) {
      const { photos, wallSeconds } = await resizing.run(names);
      // The first round warms.
      if (round >= 0) speeds[who as keyof Contestants].push(photos / wallSeconds);
    }
  return speeds;
}

function figuresOf(speeds: PhotosPerSecond): Figure[] {
  const { bareOne, bareTwo, serviceOne, serviceTwo } = speeds;
  const growth = median(serviceTwo) / median(serviceOne);
  const bound = median(bareTwo) / median(bareOne);
  return [
    against('two resizers are so much faster than one, the bound two bare loops', growth, 'x', bound, { atLeast: ratioMin }),
    told('photos per second of one', median(serviceOne), '/s'),
    told('of two', median(serviceTwo), '/s'),
  ];
}
