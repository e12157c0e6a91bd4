import { median } from '../support/figures.js';
import type { SamplePhoto } from '../support/sample-photos.js';
import type { Contestant } from './contestants.js';
import { JudgedPhoto } from './judged-photo.js';
import { markdownOf } from './markdown-table.js';
import type { Metric } from './metric.js';

const equalScore = 75;

/** What an encoder needed for one photo, at that score. */
export interface Needed {
  readonly contestant: string;
  readonly width: number;
  /** For the first contestant's. */
  readonly bytesRatio: number;
  readonly cpuMilliseconds: number;
  readonly quality: number;
}

/** Every contestant on every photo at every width, one after the other. */
export async function measureEncoders(
  metric: Metric,
  photos: readonly SamplePhoto[],
  widths: readonly number[],
  contestants: readonly Contestant[],
  tell: (done: string) => void,
): Promise<Needed[]> {
  const needed: Needed[] = [];
  for (const { name, bytes } of photos)
    for (const width of widths) {
      using photo = await JudgedPhoto.open(metric, bytes, width);
      let first: number | undefined;
      for (const contestant of contestants.filter(({ widthMax }) => width <= widthMax)) {
        const at = await photo.at(equalScore, contestant);
        first ??= at.bytes;
        needed.push({ ...at, contestant: contestant.name, width, bytesRatio: at.bytes / first });
      }
      tell(`${name}, ${width}`);
    }
  return needed;
}

/** As Markdown: medians of the bytes, of the CPU and of the quality that it took. */
export function tableOfEncoders(needed: readonly Needed[], widths: readonly number[]): string {
  const names = [...new Set(needed.map(({ contestant }) => contestant))];
  const rows = names.map((name) => [
    name,
    ...widths.map((width) => {
      const of = needed.filter((each) => each.contestant === name && each.width === width);
      if (of.length === 0) return '';
      const [bytes, cpu, quality] = (['bytesRatio', 'cpuMilliseconds', 'quality'] as const).map((key) =>
        median(of.map((each) => each[key])),
      ) as [number, number, number];
      return `${bytes.toFixed(2)}, ${Math.round(cpu)} ms (q ${Math.round(quality)})`;
    }),
  ]);
  return markdownOf(['bytes, CPU, quality', ...widths.map(String)], rows);
}
