import sharp, { type Sharp } from 'sharp';
import { seededRandom } from '../seeded-random.js';

const seed = 20_261_121;
/** Of so many numbers, each start somewhere else in every line: fresh ones for each pixel would take longer than all the rest. */
const tableSize = 65_536;
/** Here, because under jest a global looked up for every byte takes ten times as long. */
const { min, max } = Math;

/** Makes every pixel differ a little from its neighbours, as a camera's do: what costs a photo its bytes, and an encoder its time. */
export async function addGrain(picture: Sharp, steps: number): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const random = seededRandom(seed);
  const grain = Int8Array.from({ length: tableSize }, () => (random() + random() - 1) * 2 * steps);
  const lineBytes = info.width * info.channels;
  for (let line = 0; line < info.height; line += 1) {
    const shift = Math.floor(random() * tableSize);
    for (let index = 0; index < lineBytes; index += 1) {
      const at = line * lineBytes + index;
      data[at] = min(255, max(0, data[at]! + grain[(shift + index) % tableSize]!));
    }
  }
  return sharp(data, { raw: info });
}
