import { BareLadders } from './support/bare-ladders.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { openResizingBed, type ResizingBed } from './support/open-resizing-bed.js';
import type { ResizeRun, Resizing } from './support/resize-run.js';
import { Resizers } from './support/resizers.js';
import { samplePhotos } from './support/sample-photos.js';

const ratioMin = 0.85;
const roundsAt: Record<Scale, number> = { full: 7, quick: 1 };

/** What a resizer spends on a photo, from the message to the published fact, against a bare loop that makes the same bytes. */
export const pipeline: Measurement = {
  name: 'pipeline',
  title: 'A photo through the resizer, from its message to the published fact',
  async measure(scale) {
    const bed = await openResizingBed(await samplePhotos(scale));
    try {
      const bare = bed.opened.use(await BareLadders.start(bed, ['any']));
      const service = bed.opened.use(await Resizers.start('bench', bed, ['any']));
      return await measureBoth(bed, { bare, service }, roundsAt[scale]);
    } finally {
      await bed.opened.disposeAsync();
    }
  },
};

/** In turns, so that what else the machine does meets both. */
async function measureBoth(
  { photos }: ResizingBed,
  both: { bare: Resizing; service: Resizing },
  rounds: number,
): Promise<Figure[]> {
  const names = photos.map(({ name }) => name);
  const runs = { bare: [] as ResizeRun[], service: [] as ResizeRun[] };
  for (let round = -1; round < rounds; round += 1) {
    for (const [who, resizing] of Object.entries(both)) {
      const run = await resizing.run(names);
      // The first round warms, and shows that both make the same.
      if (round >= 0) runs[who as keyof typeof runs].push(run);
    }
    if (round < 0) for (const name of names) await sameBytes(name, both.bare, both.service);
  }
  const perCpuSecond = (of: ResizeRun[]) => median(of.map((run) => run.photos / run.cpuSeconds));
  const perSecond = (of: ResizeRun[]) => median(of.map((run) => run.photos / run.wallSeconds));
  const [service, bare] = [perCpuSecond(runs.service), perCpuSecond(runs.bare)];
  return [
    against('photos per CPU second, the bound a bare loop’s', service, '/s', bare, { atLeast: ratioMin }),
    told('CPU of a photo', 1_000 / service, 'ms'),
    told('of the bare loop’s', 1_000 / bare, 'ms'),
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
