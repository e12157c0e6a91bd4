import { blur, type Size } from './blur.js';
import { scoreOf, weights } from './ssimulacra2-weights.js';
import { halfOf, halved, linearOf, xybOf, type Planes, type Rgb } from './xyb.js';

const { abs, max } = Math;

const scalesMax = 6;
/** A scale that is smaller than this is not halved again, in pixels. */
const sideMin = 8;
/** Keeps what is flat from being a division by nothing. */
const flat = 0.0009;

/** One scale of a picture: its planes, their local means, and the local means of their squares. */
interface Scale extends Size {
  readonly planes: Planes;
  readonly means: Planes;
  readonly squares: Planes;
}

/**
 * How much a picture is like its reference, by SSIMULACRA 2.1: the errors of structure and of edges, in a space that is like the
 * eye's, on six scales, weighted as people judged. The reference is looked at once, for many pictures that were made of it.
 */
export class Ssimulacra2 {
  private readonly reference: readonly Scale[];

  constructor(reference: Rgb) {
    this.reference = [...scalesOf(reference)];
  }

  score(picture: Rgb): number {
    const errors: number[][][] = [[], [], []];
    let at = 0;
    for (const scale of scalesOf(picture)) {
      const reference = this.reference[at++];
      if (reference?.width !== scale.width || reference.height !== scale.height)
        throw new Error(`A picture of ${picture.width}x${picture.height} is no copy of the reference.`);
      for (const [channel, of] of errors.entries()) of.push(errorsOf(reference, scale, channel));
    }
    if (at !== this.reference.length) throw new Error('A picture is no copy of the reference.');
    return scoreOf(errors.flat(2).reduce((sum, error, index) => sum + error * weights[index]!, 0));
  }
}

/** One after the other, so that no more of a picture is in memory than has to be. */
function* scalesOf(picture: Rgb): Generator<Scale> {
  let size: Size = { width: picture.width, height: picture.height };
  let linear = linearOf(picture);
  for (let number = 0; number < scalesMax && Math.min(size.width, size.height) >= sideMin; number += 1) {
    if (number > 0) {
      linear = halved(linear, size);
      size = halfOf(size);
    }
    const planes = xybOf(linear);
    const lent = new Float32Array(size.width * size.height);
    const means = planes.map((plane) => blur(plane, size, lent)) as unknown as Planes;
    const squares = planes.map((plane) => blur(product(plane, plane), size, lent)) as unknown as Planes;
    yield { ...size, planes, means, squares };
  }
}

function product(one: Float32Array, other: Float32Array): Float32Array {
  const products = new Float32Array(one.length);
  for (let index = 0; index < one.length; index += 1) products[index] = one[index]! * other[index]!;
  return products;
}

/** In the order of the weights: structure, edges too many, edges lost, each as mean; then all as mean of the fourth powers. */
function errorsOf(reference: Scale, scale: Scale, channel: number): number[] {
  const [r, p] = [reference.planes[channel]!, scale.planes[channel]!];
  const [rMean, pMean] = [reference.means[channel]!, scale.means[channel]!];
  const [rSquare, pSquare] = [reference.squares[channel]!, scale.squares[channel]!];
  const both = blur(product(r, p), scale, new Float32Array(p.length));
  const sums = new Float64Array(6);
  const add = (of: number, error: number) => {
    sums[of]! += error;
    sums[of + 3]! += error * error * error * error;
  };
  for (let pixel = 0; pixel < p.length; pixel += 1) {
    const [m1, m2] = [rMean[pixel]!, pMean[pixel]!];
    const covariance = 2 * (both[pixel]! - m1 * m2) + flat;
    const variances = rSquare[pixel]! - m1 * m1 + (pSquare[pixel]! - m2 * m2) + flat;
    add(0, max(0, 1 - ((1 - (m1 - m2) * (m1 - m2)) * covariance) / variances));
    const edge = (1 + abs(p[pixel]! - m2)) / (1 + abs(r[pixel]! - m1)) - 1;
    add(edge > 0 ? 1 : 2, abs(edge));
  }
  return [...sums].map((sum, index) => (index < 3 ? sum / p.length : (sum / p.length) ** 0.25));
}
