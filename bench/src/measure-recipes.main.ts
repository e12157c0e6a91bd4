/**
 * `npm run measure:recipes`: what each encoder takes, in bytes and CPU, for the same score, and what our recipes make of the same
 * photos, as the tables of docs/imaging.md. CORPUS_DIR names a folder of photos; two minutes for each, on a quiet machine.
 * BENCH_SCALE=quick takes one photo in small sizes, only to see that it can be measured.
 */
import { newestRecipe } from '@pinhole/resources';
import { z } from 'zod';
import { contestants } from './quality/contestants.js';
import { measureEncoders, tableOfEncoders } from './quality/encoder-table.js';
import { findPhotos } from './quality/find-photos.js';
import { chooseMetric } from './quality/metric.js';
import { cookAll, tableOfRecipes } from './quality/recipe-table.js';
import { scales } from './support/measurement.js';

const sizes = {
  full: { photos: 12, widths: [320, 640, 1280, 2560] },
  quick: { photos: 1, widths: [320, 640] },
};

const scale = z.enum(scales).default('full').parse(process.env.BENCH_SCALE);
const { photos: count, widths } = sizes[scale];
const folder = process.env.CORPUS_DIR;
const photos = await findPhotos(folder, scale, { widthMin: widths.at(-1)!, count });
const metric = chooseMetric();

process.stdout.write(`${metric.says} ${photos.length} ${folder ? '' : 'drawn '}photos.\n\n`);
const needed = await measureEncoders(metric, photos, widths, contestants, (done) => process.stderr.write(`${done}\n`));
process.stdout.write(`${tableOfEncoders(needed, widths)}\n`);
const recipes = [newestRecipe('standard'), newestRecipe('polish')].map((recipe) => ({
  ...recipe,
  rungs: recipe.rungs.filter(({ width }) => widths.includes(width)),
}));
process.stdout.write(tableOfRecipes(await cookAll(metric, photos, recipes)));
