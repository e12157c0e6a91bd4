import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { newestRecipe, recipes, type Recipe } from '@pinhole/resources';
import sharp from 'sharp';
import { makeVariants, type MadeVariants } from './make-variants.js';
import { noise, terms } from './pictures.fixture.js';

async function madeBy(recipe: Recipe, original: Buffer): Promise<MadeVariants['variants']> {
  const outcome = await makeVariants(Buffer.from(original), { ...terms, recipe });
  if ('rejection' in outcome) throw new Error(outcome.rejection.code);
  return outcome.variants;
}

/** Digests, since to compare megabytes byte by byte takes long. */
const digestsOf = (variants: MadeVariants['variants']) =>
  variants.map(({ width, height, format, bytes }) => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    return `${width}x${height} ${format} ${digest}`;
  });

/** Not noise as it is: nothing takes a slow encoder longer. */
const photo = () => noise(90, 60).resize(360, 240).jpeg().toBuffer();

describe('variants', () => {
  it.each(recipes)('are the same bytes for the same photo and recipe, alone or beside others: $name $version', async (recipe) => {
    const [original, other] = [await photo(), await noise(90, 60).resize(700, 500).png().toBuffer()];
    const alone = await madeBy(recipe, original);
    const [again, , oneMore] = await Promise.all([
      madeBy(recipe, original),
      madeBy(newestRecipe('standard'), other),
      madeBy(recipe, original),
    ]);
    expect(alone).toHaveLength(4);
    expect(digestsOf(again)).toEqual(digestsOf(alone));
    expect(digestsOf(oneMore)).toEqual(digestsOf(alone));
  });

  it('are what the recipe says', async () => {
    const rungs = [
      { width: 100, encodings: [{ format: 'jpeg', quality: 20 }] },
      { width: 200, encodings: [{ format: 'webp', quality: 50 }] },
    ] as const;
    const variants = await madeBy({ name: 'standard', version: 9, rungs }, await photo());
    expect(variants.map(({ width, format }) => [width, format])).toEqual([
      [100, 'jpeg'],
      [200, 'webp'],
    ]);
  });

  it('are encoded with the effort that the recipe allows', async () => {
    const variantsOf = async (effort: number) => {
      const rungs = [{ width: 320, encodings: [{ format: 'avif', quality: 60, effort } as const] }];
      return (await madeBy({ name: 'standard', version: 9, rungs }, await photo()))[0]!.bytes;
    };
    expect((await variantsOf(4)).equals(await variantsOf(0))).toBe(false);
  });

  it('that are polished have JPEGs of mozjpeg, which is fewer bytes for the same quality', async () => {
    const original = await photo();
    const [plain, polished] = await Promise.all(
      (['standard', 'polish'] as const).map(async (name) => {
        const variants = await madeBy(newestRecipe(name), original);
        return variants.find(({ format, width }) => format === 'jpeg' && width === 320)!.bytes;
      }),
    );
    expect(polished!.length).toBeLessThan(plain!.length);
    expect((await sharp(polished).metadata()).isProgressive).toBe(true);
    expect((await sharp(plain).metadata()).isProgressive).toBe(false);
  });
});
