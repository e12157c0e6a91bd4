/** What most people write first: for each variant sharp opens the photo, shrinks it and encodes it. The same sizes and settings. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newestRecipe } from '@pinhole/resources';
import sharp from 'sharp';
import { serveNames } from './serve-names.js';

const { PHOTOS_DIR = '', VARIANTS_DIR = '', MOZJPEG } = process.env;
const { rungs } = newestRecipe('standard');

sharp.concurrency(1);
sharp.cache(false);
serveNames(makeEach);

async function makeEach(name: string): Promise<void> {
  const photo = join(PHOTOS_DIR, name);
  const { autoOrient: upright } = await sharp(photo).metadata();
  const folder = join(VARIANTS_DIR, name);
  await mkdir(folder, { recursive: true });
  const wanted = rungs.filter((_, index) => index === 0 || rungs[index - 1]!.width < upright.width);
  const written = wanted.flatMap(({ width: most, encodings }) =>
    encodings.map(({ format, ...settings }) => {
      const width = Math.min(most, upright.width);
      return sharp(photo)
        .autoOrient()
        .resize(width)
        .toFormat(format, { mozjpeg: MOZJPEG === 'true', ...settings, chromaSubsampling: '4:2:0' })
        .toFile(join(folder, `${width}.${format}`));
    }),
  );
  await Promise.all(written);
}
