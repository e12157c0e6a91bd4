/**
 * What the numbers of a gain map mean: how much brighter each pixel is on a brighter display. Each for red, green and blue; all
 * but offsets and gamma are powers of two.
 */
export interface Gain {
  readonly min: Triple;
  readonly max: Triple;
  readonly gamma: Triple;
  readonly offsetSdr: Triple;
  readonly offsetHdr: Triple;
  /** Displays that are so much brighter than white begin to use the map, and use all of it. */
  readonly capacityMin: number;
  readonly capacityMax: number;
}

export type Triple = readonly [red: number, green: number, blue: number];

/** No display is 65,536 times brighter than white. */
const powerMax = 16;

/** Whether numbers make sense. Strangers wrote them, and they are published. */
export function isGain({ min, max, gamma, offsetSdr, offsetHdr, capacityMin, capacityMax }: Gain): boolean {
  const within = (values: readonly number[], least: number, most: number) =>
    values.length > 0 && values.every((value) => value >= least && value <= most);
  return (
    within([...min, ...max], -powerMax, powerMax) &&
    max.every((value, channel) => value >= min[channel]!) &&
    within(gamma, 0.01, 100) &&
    within([...offsetSdr, ...offsetHdr], 0, 1) &&
    within([capacityMin, capacityMax], 0, powerMax) &&
    capacityMax > capacityMin
  );
}

/** Whether the map brightens all colours alike. */
export function isOfLightAlone({ min, max, gamma, offsetSdr, offsetHdr }: Gain): boolean {
  return [min, max, gamma, offsetSdr, offsetHdr].every(([red, green, blue]) => red === green && green === blue);
}
