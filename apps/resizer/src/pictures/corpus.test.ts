import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { LeakScanner } from '@pinhole/testing';
import sharp from 'sharp';
import { peakMemoryOf, SafeBed } from '../children/children.fixture.js';
import { corpusIn } from './corpus.fixture.js';
import { expectTrueColours } from '../colours/expect-true.fixture.js';
import type { RenderedVariant } from './render-ladder.js';
import { bitsApart, dhashOf } from '../colours/true-colours.fixture.js';

const MiB = 1024 * 1024;
/** What a child may ever take, of which the most costly photo within the caps takes 1.3 GB. */
const memoryMax = 1_500 * MiB;
/** Far over what any of these takes on a busy machine, far under what a bomb would. */
const secondsMax = 40;
/** Of a test: the plain way that a picture is held against takes its time, of the largest on a busy machine. */
const minutesMax = 5;
/** Of 64. A picture that lies on its side, or whose colours are lost, turns twenty and more. */
const hashBitsMax = 4;
/** What was dimmed by us is not as bright here and there as in a hash that was taken undimmed. */
const hashBitsMaxDimmed = 10;

/** Of the largest in either format: where neighbours are equally bright, the way of shrinking decides, and JPEG has one of its own. */
async function hashBitsOff(variants: readonly RenderedVariant[], dhash: string): Promise<number> {
  const hashes = await Promise.all(variants.slice(-2).map(({ bytes }) => dhashOf(Buffer.from(bytes))));
  return Math.min(...hashes.map((hash) => bitsApart(hash, BigInt(`0x${dhash}`))));
}

async function hasAlpha(variants: readonly RenderedVariant[]): Promise<boolean> {
  const seen = await Promise.all(variants.map(({ bytes }) => sharp(bytes).metadata()));
  return seen.some((metadata) => metadata.hasAlpha);
}

async function expectVariant({ bytes, format, width, height }: RenderedVariant): Promise<void> {
  const seen = await sharp(bytes).metadata();
  expect([seen.mediaType, seen.width, seen.height]).toEqual([`image/${format}`, width, height]);
  for (const kind of ['exif', 'xmp', 'iptc', 'comments'] as const) expect(seen[kind]).toBeUndefined();
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
    async ({ bytes, photo, refused, taken }) => {
      const startedAt = performance.now();
      const outcome = await bed.make(await bytes());
      expect(performance.now() - startedAt).toBeLessThan(secondsMax * 1_000);
      if ('rejection' in outcome) {
        expect([photo, taken]).toEqual([undefined, undefined]);
        expect(outcome.rejection.detail).toMatch(/^[A-Z].*\.$/);
        return;
      }
      expect(refused).toBeUndefined();
      for (const variant of outcome.variants) await expectVariant(variant);
      if (!photo) return;
      expect([outcome.width, outcome.height, outcome.degraded]).toEqual([photo.width, photo.height, false]);
      if (photo.model) expect(outcome.metadata.camera.model).toBe(photo.model);
      expect(outcome.hdr !== null).toBe(photo.gain ?? false);
      if (outcome.hdr) expect(await new LeakScanner().inPicture('here', outcome.hdr.bytes)).toEqual([]);
      if (!photo.bright) await expectTrueColours(await bytes(), outcome.variants, photo.wide ?? false);
      // On which ground a transparent picture was hashed, nobody says.
      if (photo.dhash && !(await hasAlpha(outcome.variants)))
        expect(await hashBitsOff(outcome.variants, photo.dhash)).toBeLessThanOrEqual(
          photo.bright ? hashBitsMaxDimmed : hashBitsMax,
        );
    },
    minutesMax * 60_000,
  );

  it('none takes more memory than a child may have, and none takes a child with it', () => {
    expect(peak).toBeLessThan(memoryMax);
    expect(bed.events()).toEqual([]);
  });
});
