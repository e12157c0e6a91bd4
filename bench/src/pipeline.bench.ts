import { BareLadders, type LadderWay } from './support/bare-ladders.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openResizingBed, type ResizingBed } from './support/open-resizing-bed.js';
import type { Resizing, ResizeRun } from './support/resize-run.js';
import { Resizers } from './support/resizers.js';
import { samplePhotos } from './support/sample-photos.js';

const ratioMin = 0.9;
const roundsAt: Record<Scale, number> = { full: 7, quick: 1 };

/** The resizer, its bound, and what shows how good a bound that is: both ways of making a ladder, and both with mozjpeg. */
type Contestants = Record<'service' | 'bare' | 'bareMozjpeg' | 'each' | 'eachMozjpeg', Resizing>;

/** What a resizer spends on a photo, from the message to the published fact, against a bare loop that makes the same bytes. */
export const pipeline: Measurement = {
  name: 'pipeline',
  title: 'A photo through the resizer, from its message to the published fact',
  async measure(scale) {
    const bed = await openResizingBed(await samplePhotos(scale));
    try {
      return await measureAll(bed, await openAll(bed), roundsAt[scale]);
    } finally {
      await bed.opened.disposeAsync();
    }
  },
};

async function openAll(bed: ResizingBed): Promise<Contestants> {
  const start = async (way: LadderWay) => bed.opened.use(await BareLadders.start(bed, ['any'], way));
  return {
    bare: await start({}),
    service: bed.opened.use(await Resizers.start('bench', bed, ['any'])),
    bareMozjpeg: await start({ mozjpeg: true }),
    each: await start({ script: 'decode-each' }),
    eachMozjpeg: await start({ script: 'decode-each', mozjpeg: true }),
  };
}

/** In turns, so that what else the machine does meets all. */
async function measureAll({ photos }: ResizingBed, contestants: Contestants, rounds: number): Promise<Figure[]> {
  const names = photos.map(({ name }) => name);
  const runs: Record<keyof Contestants, ResizeRun[]> = { service: [], bare: [], bareMozjpeg: [], each: [], eachMozjpeg: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (const [who, resizing] of Object.entries(contestants)) {
      const run = await resizing.run(names);
      // The first round warms, and shows that both make the same.
      if (round >= 0) runs[who as keyof Contestants].push(run);
    }
    if (round < 0) for (const name of names) await sameBytes(name, contestants.bare, contestants.service);
  }
  return figuresOf(runs);
}

function figuresOf(runs: Record<keyof Contestants, ResizeRun[]>): Figure[] {
  const perCpuSecond = (of: ResizeRun[]) => median(of.map((run) => run.photos / run.cpuSeconds));
  const perSecond = (of: ResizeRun[]) => median(of.map((run) => run.photos / run.wallSeconds));
  const [service, bare] = [perCpuSecond(runs.service), perCpuSecond(runs.bare)];
  const [each, eachMozjpeg] = [perCpuSecond(runs.each), perCpuSecond(runs.eachMozjpeg)];
  return [
    against('photos per CPU second, the bound a bare loop’s', service, '/s', bare, { atLeast: ratioMin }),
    told('CPU of a photo', 1_000 / service, 'ms'),
    told('of the bare loop’s', 1_000 / bare, 'ms'),
    told('one decode for each variant takes, of the bare loop’s CPU', bare / each, 'x'),
    told('both with mozjpeg', perCpuSecond(runs.bareMozjpeg) / eachMozjpeg, 'x'),
    told('photos per second', perSecond(runs.service), '/s'),
    told('of the bare loop’s', perSecond(runs.bare), '/s'),
  ];
}

async function sameBytes(name: string, ...both: readonly Resizing[]): Promise<void> {
  const [ones, others] = await Promise.all(both.map((resizing) => resizing.variantsOf(name)));
  const files = new Set([...ones!.keys(), ...others!.keys()]);
  const astray = [...files].filter((file) => !ones!.get(file)?.equals(others!.get(file) ?? Buffer.alloc(0)));
  if (astray.length > 0) throw new Error(`Of ${name} both do not make the same bytes: ${astray.join(', ')}.`);
}
