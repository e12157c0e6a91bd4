import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestRecipe, type Recipe } from '@pinhole/resources';
import { avifOf, mozjpeg } from './quality/contestants.js';
import { findPhotos } from './quality/find-photos.js';
import { JudgedPhoto } from './quality/judged-photo.js';
import { chooseMetric, type Metric } from './quality/metric.js';
import { against, median, told, type Figure } from './support/figures.js';
import type { Measurement, Scale } from './support/measurement.js';
import { runToItsEnd } from './support/run-script.js';
import type { SamplePhoto } from './support/sample-photos.js';
import { TemporaryFolder } from './support/temporary-folder.js';

/** Where formats are compared: what most people take for the same picture, looking at both. */
const equalScore = 75;
/** Below this anybody sees what was done. */
const scoreMin = 60;

/** AVIF's bytes for mozjpeg's at the same score, at most, by width. What is not said is only told. */
const bytesRatioMax: Record<Recipe['name'], Partial<Record<number, number>>> = {
  standard: { 320: 0.87, 640: 0.8, 1280: 0.8, 2560: 0.87 },
  polish: { 640: 0.72, 1280: 0.72 },
};

const recipes: readonly Recipe[] = [newestRecipe('standard'), newestRecipe('polish')];

const sizes: Record<Scale, { photos: number; widths: readonly number[] }> = {
  full: { photos: 12, widths: [320, 640, 1280, 2560] },
  quick: { photos: 1, widths: [320, 640] },
};

/** How many bytes a recipe takes for its quality. What it looks like depends on the photos, so goals are for a folder of real ones. */
export function recipesOn(folder: string | undefined): Measurement {
  return {
    name: 'recipes',
    title: `Recipes: bytes at SSIMULACRA2 ${equalScore}, mozjpeg's the bound`,
    async measure(scale) {
      const { photos: count, widths } = sizes[scale];
      const metric = chooseMetric();
      process.stdout.write(`${metric.says}\n`);
      const photos = await findPhotos(folder, scale, { widthMin: widths.at(-1)!, count });
      const isReal = folder !== undefined;
      if (!isReal) process.stdout.write('Of drawn photos, and held against no goal: CORPUS_DIR names a folder of real ones.\n');
      return figuresOf(await measureAll(metric, photos, widths), isReal);
    },
  };
}

interface Measured {
  readonly recipe: Recipe['name'];
  readonly width: number;
  /** AVIF's bytes for mozjpeg's, at the same score. */
  readonly bytesRatio: number;
  /** Of the variants that are really made. */
  readonly scores: readonly number[];
}

async function measureAll(metric: Metric, photos: readonly SamplePhoto[], widths: readonly number[]): Promise<Measured[]> {
  using folder = new TemporaryFolder();
  const variantsFolder = await makeVariantsOf(photos, folder.path);
  const measured: Measured[] = [];
  for (const { name, bytes } of photos)
    for (const width of widths) {
      using photo = await JudgedPhoto.open(metric, bytes, width);
      const bound = await photo.at(equalScore, mozjpeg);
      for (const recipe of recipes) {
        const needed = await photo.at(equalScore, avifOf(recipe, width));
        const scores = await scoresIn(join(variantsFolder, recipe.name, name), photo, width);
        measured.push({ recipe: recipe.name, width, bytesRatio: needed.bytes / bound.bytes, scores });
      }
    }
  return measured;
}

async function makeVariantsOf(photos: readonly SamplePhoto[], folder: string): Promise<string> {
  const [PHOTOS_DIR, VARIANTS_DIR] = [join(folder, 'photos'), join(folder, 'variants')];
  mkdirSync(PHOTOS_DIR);
  for (const { name, bytes } of photos) writeFileSync(join(PHOTOS_DIR, name), bytes);
  await runToItsEnd('bench/dist/peers/make-variants.main.js', { PHOTOS_DIR, VARIANTS_DIR });
  return VARIANTS_DIR;
}

async function scoresIn(folder: string, photo: JudgedPhoto, width: number): Promise<number[]> {
  const scores: number[] = [];
  for (const file of readdirSync(folder))
    if (file.startsWith(`${width}.`)) scores.push(await photo.score(readFileSync(join(folder, file))));
  if (scores.length === 0) throw new Error(`There is no variant of ${width} in ${folder}.`);
  return scores;
}

function figuresOf(measured: readonly Measured[], isReal: boolean): Figure[] {
  const figures: Figure[] = [];
  for (const { name } of recipes) {
    const ofRecipe = measured.filter(({ recipe }) => recipe === name);
    for (const width of new Set(ofRecipe.map((each) => each.width))) {
      const ratio = median(ofRecipe.filter((each) => each.width === width).map(({ bytesRatio }) => bytesRatio));
      const atMost = bytesRatioMax[name][width];
      const figure = `${name}, AVIF of ${width}, median of the bytes for mozjpeg's`;
      figures.push(isReal && atMost ? against(figure, ratio, 'x', 1, { atMost }) : told(figure, ratio, 'x'));
    }
    const scores = ofRecipe.flatMap((each) => each.scores);
    const [lowest, usual] = [Math.min(...scores), median(scores)];
    const figure = `${name}, the lowest score of a variant`;
    figures.push(isReal ? against(figure, lowest, '', scoreMin, { atLeast: 1 }) : told(figure, lowest, ''));
    figures.push(told(`${name}, the median of all`, usual, ''));
  }
  return figures;
}
