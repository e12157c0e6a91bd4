/**
 * Makes all photos of a folder by our recipes, with the resizer's own code. In a process of its own: that code forbids sharp most
 * kinds of files, and others want to draw.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVariants } from '@pinhole/resizer/make-variants';
import { newestRecipe } from '@pinhole/resources';

const { PHOTOS_DIR = '', VARIANTS_DIR = '' } = process.env;

for (const name of readdirSync(PHOTOS_DIR))
  for (const recipe of [newestRecipe('standard'), newestRecipe('polish')]) {
    const outcome = await makeVariants(readFileSync(join(PHOTOS_DIR, name)), { recipe, now: new Date() });
    if ('rejection' in outcome) throw new Error(`${name} was rejected: ${outcome.rejection.code}`);
    const folder = join(VARIANTS_DIR, recipe.name, name);
    mkdirSync(folder, { recursive: true });
    for (const { width, format, bytes } of outcome.variants) writeFileSync(join(folder, `${width}.${format}`), bytes);
  }
