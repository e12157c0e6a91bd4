/** Colours are counted in boxes of this many steps of red, green and blue each. */
const boxSteps = 32;
const boxesPerChannel = 256 / boxSteps;
/** A picture that is transparent all over shows the ground that JPEGs are drawn on. */
const ground = '#ffffff';

/** The colour that most of a picture has, of its pixels in red, green, blue and alpha: the mean of the fullest box. What is transparent counts for less. */
export function dominantColour(rgba: Uint8Array): string {
  const weights = new Float64Array(boxesPerChannel ** 3);
  for (let at = 0; at < rgba.length; at += 4) weights[boxOf(rgba, at)]! += rgba[at + 3]!;
  const fullest = weights.indexOf(Math.max(...weights));
  if (weights[fullest] === 0) return ground;
  const sums = [0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4)
    if (boxOf(rgba, at) === fullest) sums.forEach((_, channel) => (sums[channel]! += rgba[at + channel]! * rgba[at + 3]!));
  return `#${sums.map((sum) => hex(sum / weights[fullest]!)).join('')}`;
}

function boxOf(rgba: Uint8Array, at: number): number {
  const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!].map((value) => Math.floor(value / boxSteps));
  return (red! * boxesPerChannel + green!) * boxesPerChannel + blue!;
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
