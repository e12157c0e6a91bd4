import type { Encoding, Recipe } from '@pinhole/resources';
import { median } from '../support/figures.js';
import type { SamplePhoto } from '../support/sample-photos.js';
import type { Encode } from './at-score.js';
import { encoderOf } from './contestants.js';
import { JudgedPhoto } from './judged-photo.js';
import { markdownOf } from './markdown-table.js';
import type { Metric } from './metric.js';

/** One photo in one of a recipe's files. */
export interface Cooked extends Encode {
  readonly recipe: string;
  readonly width: number;
  readonly format: Encoding['format'];
}

/** What these recipes make of each photo. */
export async function cookAll(metric: Metric, photos: readonly SamplePhoto[], recipes: readonly Recipe[]): Promise<Cooked[]> {
  const cooked: Cooked[] = [];
  for (const { bytes } of photos)
    for (const width of new Set(recipes.flatMap(({ rungs }) => rungs.map((rung) => rung.width)))) {
      using photo = await JudgedPhoto.open(metric, bytes, width);
      for (const { name, version, rungs } of recipes)
        for (const encoding of rungs.filter((rung) => rung.width === width).flatMap(({ encodings }) => encodings)) {
          const encode = await photo.encode(encoderOf(encoding), encoding.quality);
          cooked.push({ ...encode, recipe: `${name} ${version}`, width, format: encoding.format });
        }
    }
  return cooked;
}

/** As Markdown: the median and the lowest score, the median of the bytes, and the CPU of all files of a photo. */
export function tableOfRecipes(cooked: readonly Cooked[]): string {
  const widths = [...new Set(cooked.map(({ width }) => width))];
  const rows = [...new Set(cooked.map(({ recipe, format }) => `${recipe} ${format}`))].map((row) => {
    const ofRow = cooked.filter(({ recipe, format }) => `${recipe} ${format}` === row);
    return [row, ...widths.map((width) => cellOf(ofRow.filter((each) => each.width === width)))];
  });
  return markdownOf(['score (lowest), kB, CPU', ...widths.map(String)], rows);
}

function cellOf(cooked: readonly Cooked[]): string {
  const of = (key: 'score' | 'bytes' | 'cpuMilliseconds') => median(cooked.map((each) => each[key]));
  const lowest = Math.min(...cooked.map(({ score }) => score));
  return `${of('score').toFixed(1)} (${lowest.toFixed(0)}), ${(of('bytes') / 1_000).toFixed(0)} kB, ${of('cpuMilliseconds').toFixed(0)} ms`;
}
