import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { peakMemoryOf, SafeBed } from './children/children.fixture.js';
import { corpusIn } from './corpus.fixture.js';
import type { RenderedVariant } from './render-ladder.js';

const MiB = 1024 * 1024;
/** What a child may ever take, of which the most costly photo within the caps takes 1.3 GB. */
const memoryMax = 1_500 * MiB;
/** Far over what any of these takes on a busy machine, far under what a bomb would. */
const secondsMax = 40;
/** Of 64: shrinking another way turns a few. A picture that lies on its side, or whose colours are lost, turns twenty and more. */
const hashBitsMax = 10;

/** Whether brightness rises, from each place of a 9 by 8 grid to the next. */
async function dhashOf({ bytes }: RenderedVariant): Promise<bigint> {
  const grey = sharp(bytes).greyscale().resize({ width: 9, height: 8, fit: 'fill', fastShrinkOnLoad: false });
  const levels = await grey.raw().toBuffer();
  let hash = 0n;
  for (let at = 0; at < 72; at++) if (at % 9 < 8) hash = (hash << 1n) | BigInt(Number(levels[at]) < Number(levels[at + 1]));
  return hash;
}

function bitsApart(one: bigint, other: bigint): number {
  return [...(one ^ other).toString(2)].filter((bit) => bit === '1').length;
}

async function hasAlpha(variants: readonly RenderedVariant[]): Promise<boolean> {
  const seen = await Promise.all(variants.map(({ bytes }) => sharp(bytes).metadata()));
  return seen.some((metadata) => metadata.hasAlpha);
}

async function expectVariant({ bytes, format, width, height }: RenderedVariant): Promise<void> {
  const seen = await sharp(bytes).metadata();
  expect([seen.mediaType, seen.width, seen.height]).toEqual([`image/${format}`, width, height]);
  for (const kind of ['exif', 'xmp', 'iptc', 'icc', 'comments'] as const) expect(seen[kind]).toBeUndefined();
  expect(bytes.includes('CANARY')).toBe(false);
  await sharp(bytes, { failOn: 'warning' }).resize(1).raw().toBuffer();
}

const bed = new SafeBed();
let peak = 0;
afterEach(() => {
  peak = Math.max(peak, ...bed.children.pids.map(peakMemoryOf));
});
afterAll(() => bed.children.end());

describe('of all pictures', () => {
  it.each(corpusIn(process.env.CORPUS_DIR))(
    'each is resized as it should be, or refused with a reason: $name',
    async ({ bytes, photo, refused }) => {
      const startedAt = performance.now();
      const outcome = await bed.make(await bytes());
      expect(performance.now() - startedAt).toBeLessThan(secondsMax * 1_000);
      if ('rejection' in outcome) {
        expect(photo).toBeUndefined();
        expect(outcome.rejection.detail).toMatch(/^[A-Z].*\.$/);
        return;
      }
      expect(refused).toBeUndefined();
      for (const variant of outcome.variants) await expectVariant(variant);
      if (!photo) return;
      expect([outcome.width, outcome.height, outcome.degraded]).toEqual([photo.width, photo.height, false]);
      if (photo.model) expect(outcome.metadata.camera.model).toBe(photo.model);
      const largest = outcome.variants.at(-1);
      // On which ground a transparent picture was hashed, nobody says.
      if (photo.dhash && largest && !(await hasAlpha(outcome.variants)))
        expect(bitsApart(await dhashOf(largest), BigInt(`0x${photo.dhash}`))).toBeLessThan(hashBitsMax);
    },
  );

  it('none takes more memory than a child may have, and none takes a child with it', () => {
    expect(peak).toBeLessThan(memoryMax);
    expect(bed.events()).toEqual([]);
  });
});
