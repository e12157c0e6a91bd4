import { expect } from '@jest/globals';
import sharp from 'sharp';
import type { Lab } from './delta-e.fixture.js';
import { decodeHeic } from '../heic/decode-heic.js';
import { withProfile } from '../pictures/pictures.fixture.js';
import { displayP3 } from './profiles.fixture.js';
import type { RenderedVariant } from '../pictures/render-ladder.js';
import { coloursIn, gridOf, meanDeltaE, type Grid } from './true-colours.fixture.js';

/** What cannot be told apart beside each other is 1; an encoder at our qualities makes 1 of it, too. */
const deltaMax = 2;
/** Where leaving out a profile changes less than this, nothing can be nearer to the one than to the other. */
const differenceMin = 1;

/**
 * That variants have the colours of their original, as the plain way converts them, nearer than those it would have without its
 * profile; and that they carry Display P3's profile in AVIF where the original has more than sRGB, and none elsewhere.
 */
export async function expectTrueColours(original: Buffer, variants: readonly RenderedVariant[], wide: boolean): Promise<void> {
  const p3 = await displayP3();
  const references = new References(await readable(original), wide);
  for (const { bytes, format, width, height } of variants) {
    const { bare, srgb, inP3, grid } = await references.at(gridOf({ width, height }));
    const { icc } = await sharp(bytes).metadata();
    const carries = icc && (Buffer.compare(icc, p3) === 0 ? 'Display P3' : 'another profile');
    const should = inP3 && format === 'avif' ? inP3 : srgb;
    const seen = await coloursIn(await decoded(Buffer.from(bytes), format), should === inP3 ? 'p3' : 'srgb', grid);
    const [off, offBare] = [meanDeltaE(seen, should), meanDeltaE(seen, bare)];
    const told = meanDeltaE(srgb, bare) < differenceMin || off < offBare;
    expect({ format, width, carries, off: off <= deltaMax ? 'little' : off, nearer: told ? 'converted' : 'unconverted' }).toEqual(
      {
        ...{ format, width, carries: should === inP3 ? 'Display P3' : undefined, off: 'little', nearer: 'converted' },
      },
    );
  }
}

/** A JPEG is else shrunk by its decoder, which shifts the rows of a low one by half. */
async function decoded(bytes: Buffer, format: RenderedVariant['format']): Promise<Buffer> {
  return format === 'jpeg' ? sharp(bytes).png({ compressionLevel: 0 }).toBuffer() : bytes;
}

/** What variants are held against; most have the same grid, and the original may be large. */
class References {
  private readonly known = new Map<string, Promise<{ grid: Grid; bare: Lab[]; srgb: Lab[]; inP3: Lab[] | null }>>();

  constructor(
    private readonly picture: Buffer,
    private readonly wide: boolean,
  ) {}

  at(grid: Grid) {
    const name = `${grid.width} ${grid.height}`;
    const found = this.known.get(name) ?? this.read(grid);
    this.known.set(name, found);
    return found;
  }

  private async read(grid: Grid) {
    const bare = await coloursIn(this.picture, 'bare', grid);
    const srgb = await coloursIn(this.picture, 'srgb', grid);
    return { grid, bare, srgb, inP3: this.wide ? await coloursIn(this.picture, 'p3', grid) : null };
  }
}

/** As the plain way can read it, which takes 16 bits for Display P3, and no HEIC, whose decoder hands it out upright and without its profile. */
async function readable(original: Buffer): Promise<Buffer> {
  const { compression, icc, space } = await sharp(original).metadata();
  if (space === 'rgb16' && icc) return sharp(original).keepIccProfile().png().toBuffer();
  if (compression !== 'hevc') return original;
  const { data, ...raw } = decodeHeic(original);
  const png = await sharp(data, { raw }).png({ compressionLevel: 1 }).toBuffer();
  return icc ? withProfile(png, icc) : png;
}
