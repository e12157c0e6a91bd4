import type { Sharp } from 'sharp';
import { letGo } from '@pinhole/service-kit/let-go';
import { openPixels, toPixels, type ColouredPixels, type Pixels } from './guarded-sharp.js';
import type { Size } from './plan-variants.js';

/** What each of EXIF's orientations asks for. sharp mirrors before it turns, whatever the order of the calls. */
const turns: Partial<Record<number, (stored: Sharp) => Sharp>> = {
  2: (stored) => stored.flop(),
  3: (stored) => stored.rotate(180),
  4: (stored) => stored.flip(),
  5: (stored) => stored.flop().rotate(270),
  6: (stored) => stored.rotate(90),
  7: (stored) => stored.flop().rotate(90),
  8: (stored) => stored.rotate(270),
};

/** How a picture lies in its file that is of this size when it is upright. */
export function asStored({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 && orientation in turns ? { width: height, height: width } : { width, height };
}

/** Turns what was decoded as it is stored. Numbers that EXIF does not know turn nothing. */
export async function turnUpright(stored: ColouredPixels, orientation: number): Promise<ColouredPixels> {
  const turn = turns[orientation];
  if (!turn) return stored;
  const turned = async (pixels: Pixels): Promise<Pixels> => {
    const upright = await toPixels(turn(openPixels(pixels)));
    letGo(pixels.data);
    return upright;
  };
  return { ...(await turned(stored)), ...(stored.p3 ? { p3: await turned(stored.p3) } : {}) };
}
