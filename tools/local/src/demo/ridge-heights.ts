import { seededRandom } from './seeded-random.js';

/** Each octave is twice as fine and half as high. */
const octaves = 7;

/** The outline of a range of hills, from 0 to about 1 for each column: smooth noise, coarse and fine laid over each other. */
export function ridgeHeights(width: number, seed: number, hills: number): number[] {
  const layers = Array.from({ length: octaves }, (_, octave) => ({
    points: randomPoints(seed + octave * 31, Math.ceil(hills * 2 ** octave) + 2),
    perWidth: hills * 2 ** octave,
    weight: 0.5 ** (octave + 1),
  }));
  return Array.from({ length: width }, (_, x) =>
    layers.reduce((sum, { points, perWidth, weight }) => sum + weight * between(points, (x / width) * perWidth), 0),
  );
}

function randomPoints(seed: number, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
}

/** Eased, so that hills are round where they meet. */
function between(points: readonly number[], place: number): number {
  const index = Math.floor(place);
  const [left = 0, right = 0] = [points[index], points[index + 1]];
  const share = place - index;
  return left + (right - left) * share * share * (3 - 2 * share);
}
