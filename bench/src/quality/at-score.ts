/** One encode: what it was asked for, and what came of it. */
export interface Encode {
  readonly quality: number;
  readonly bytes: number;
  readonly score: number;
  readonly cpuMilliseconds: number;
}

/** What an encoder would need for a picture of exactly this score. */
export type AtScore = Pick<Encode, 'bytes' | 'cpuMilliseconds' | 'quality'>;

const encodesMax = 8;
const [qualityMin, qualityMax] = [5, 98];
const stride = 8;

/**
 * Formats count quality each in its own way, so encoders are compared at a score: encodes at qualities below and above it, no
 * further apart than a stride, and reads off between them.
 */
export async function atScore(
  score: number,
  startQuality: number,
  encode: (quality: number) => Promise<Encode>,
): Promise<AtScore> {
  const encodes = [await encode(startQuality)];
  while (encodes.length < encodesMax) {
    const quality = nextQuality(encodes, score);
    if (quality === null) break;
    encodes.push(await encode(quality));
  }
  return between(encodes, score);
}

/** Null: what there is will do, or there is nowhere left to go. */
export function nextQuality(encodes: readonly Encode[], score: number): number | null {
  const { below, above } = neighbours(encodes, score);
  if (below && above) {
    const apart = above.quality - below.quality;
    if (apart <= stride) return null;
    const guess = below.quality + Math.round((apart * (score - below.score)) / (above.score - below.score));
    return Math.min(above.quality - 1, Math.max(below.quality + 1, guess));
  }
  const next = below ? Math.min(qualityMax, below.quality + stride) : Math.max(qualityMin, above!.quality - stride);
  return encodes.some(({ quality }) => quality === next) ? null : next;
}

/** Bytes grow by a factor from score to score, so they are read off on a scale of factors. */
export function between(encodes: readonly Encode[], score: number): AtScore {
  const { below, above } = neighbours(encodes, score);
  if (!below || !above) throw new Error(`No quality gives a score of ${score}: ${encodes.map((each) => each.score).join(', ')}.`);
  const part = above.score === below.score ? 0 : (score - below.score) / (above.score - below.score);
  const mixed = (one: number, other: number) => one + part * (other - one);
  return {
    bytes: Math.exp(mixed(Math.log(below.bytes), Math.log(above.bytes))),
    cpuMilliseconds: mixed(below.cpuMilliseconds, above.cpuMilliseconds),
    quality: mixed(below.quality, above.quality),
  };
}

/** Those nearest to the score on either side. */
function neighbours(encodes: readonly Encode[], score: number): { below: Encode | undefined; above: Encode | undefined } {
  const byScore = encodes.toSorted((one, other) => one.score - other.score);
  return { below: byScore.findLast((each) => each.score <= score), above: byScore.find((each) => each.score >= score) };
}
