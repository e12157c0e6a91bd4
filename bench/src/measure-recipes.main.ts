/**
 * `npm run measure:recipes -- FOLDER [PHOTOS]`: what each encoder takes, in bytes and CPU, for the same score, as a table for
 * docs/imaging.md; and what the recipes that are in use make of the same photos. Some minutes a photo; needs a quiet machine.
 */
import { newestRecipe } from '@pinhole/resources';
import { contestants } from './quality/contestants.js';
import { measureEncoders, tableOfEncoders } from './quality/encoder-table.js';
import { chooseMetric } from './quality/metric.js';
import { photosIn } from './quality/photo-folder.js';
import { cookAll, tableOfRecipes } from './quality/recipe-table.js';
import { samplePhotos } from './support/sample-photos.js';

const widths = [320, 640, 1280, 2560];
const photosMax = 12;

const [folder = process.env.CORPUS_DIR, count = photosMax] = process.argv.slice(2);
const photos = folder ? await photosIn(folder, widths.at(-1)!, Number(count)) : await samplePhotos('full');
const metric = chooseMetric();
process.stdout.write(`${metric.says} ${photos.length} ${folder ? 'photos' : 'drawn photos'}.\n\n`);
const encodes = await measureEncoders(metric, photos, widths, contestants, (done) => process.stderr.write(`${done}\n`));
process.stdout.write(tableOfEncoders(encodes, widths));
const cooked = await cookAll(metric, photos, [newestRecipe('standard'), newestRecipe('polish')]);
process.stdout.write(`\n${tableOfRecipes(cooked)}`);
